/**
 * The store paths that a word means: a path (what lies below one counts as it), a name with or without its version, or a glob of
 * names with `*` and `?`.
 */
export function pathsMeant(word: string, paths: readonly string[]): string[] {
  if (word.startsWith("/")) return paths.filter((path) => word === path || word.startsWith(`${path}/`));
  const exact = paths.filter((path) => {
    const name = nameOf(path);
    return name === word || baseOf(path) === word || withoutVersion(name) === word;
  });
  if (exact.length > 0 || !/[*?]/.test(word)) return exact;
  return paths.filter((path) => fitsGlob(word, nameOf(path)));
}

/**
 * Whether a glob fits a whole name. Each `*` takes as little as it can and more only where the rest does not fit, and only the last
 * one is tried again: an expression of many `.*` would take time without an end.
 */
export function fitsGlob(glob: string, name: string): boolean {
  let at = 0;
  let star = -1;
  let taken = 0;
  for (let i = 0; i < name.length;) {
    if (glob[at] === "*") {
      star = at++;
      taken = i;
    } else if (glob[at] === "?" || glob[at] === name[i]) {
      at++;
      i++;
    } else if (star >= 0) {
      at = star + 1;
      i = ++taken;
    } else return false;
  }
  return /^\**$/.test(glob.slice(at));
}

/** `curl-8.5.0-bin` → `curl`. */
function withoutVersion(name: string): string {
  const at = name.search(/-\d/);
  return at === -1 ? name : name.slice(0, at);
}

const baseOf = (path: string) => path.slice(path.lastIndexOf("/") + 1);

/** A store path's name, without its hash. */
export const nameOf = (path: string): string => baseOf(path).slice(33);
