import { nameOf } from "../../store-path/store-path.ts";
import { fitsGlob } from "../../base/glob.ts";
import { baseName } from "../../base/paths.ts";

/**
 * The store paths that a word means: a path (what lies below one counts as it), a name with or without its version, or a glob of
 * names with `*` and `?`.
 */
export function pathsMeant(word: string, paths: readonly string[]): string[] {
  if (word.startsWith("/")) return paths.filter((path) => word === path || word.startsWith(`${path}/`));
  const exact = paths.filter((path) => {
    const name = nameOf(path);
    return name === word || baseName(path) === word || withoutVersion(name) === word;
  });
  if (exact.length > 0 || !/[*?]/.test(word)) return exact;
  return paths.filter((path) => fitsGlob(word, nameOf(path)));
}

/** `curl-8.5.0-bin` → `curl`. */
function withoutVersion(name: string): string {
  const at = name.search(/-\d/);
  return at === -1 ? name : name.slice(0, at);
}
