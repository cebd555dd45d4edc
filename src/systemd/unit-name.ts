/**
 * A path as one word of `BindPaths=` and its like: `%` doubled, since it would begin a specifier, and a backslash before
 * what would end the word or quote it (systemd.unit(5), "Specifiers"; systemd.syntax(7), "Quoting"). A path with a
 * control character cannot be written at all: callers refuse it.
 */
export function escapeBindPath(path: string): string {
  return path.replaceAll("%", "%%").replace(/[\s:"'\\]/g, "\\$&");
}

/** The name of the unit that mounts a path: systemd-escape --path (systemd.unit(5), "String escaping"). */
export function mountUnitName(path: string): string {
  const parts = path.split("/").filter((part) => part !== "");
  const escaped = parts.map((part) => part.replace(/[^\w.:]/gu, escapeCharacter));
  return `${escaped.join("-").replace(/^\./, escapeCharacter)}.mount`;
}

const escapeCharacter = (character: string) =>
  [...new TextEncoder().encode(character)].map((byte) => `\\x${byte.toString(16).padStart(2, "0")}`).join("");
