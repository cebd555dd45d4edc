/**
 * The store paths that a word means: a path (what lies below one counts as it), a name with or without its version, or a glob of
 * names with `*` and `?`.
 */
export function pathsMeant(word: string, paths: readonly string[]): string[] {
  if (word.startsWith("/")) return paths.filter((path) => word === path || word.startsWith(`${path}/`));
  const exact = paths.filter((path) => {
    const name = nameOf(path);
    return name === word || baseOf(path) === word || name.replace(/-\d.*$/, "") === word;
  });
  if (exact.length > 0 || !/[*?]/.test(word)) return exact;
  const pattern = globOf(word);
  return paths.filter((path) => pattern.test(nameOf(path)));
}

/** A glob as a regular expression over a whole name. */
export function globOf(glob: string): RegExp {
  const text = glob.replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`^${text.replaceAll(/\*+/g, ".*").replaceAll("?", ".")}$`, "u");
}

const baseOf = (path: string) => path.slice(path.lastIndexOf("/") + 1);

/** A store path's name, without its hash. */
export const nameOf = (path: string): string => baseOf(path).slice(33);
