/**
 * A Nix string literal with exactly this text: `"`, `\` and `${` are escaped, line breaks are written out, all else stands as it
 * is, since Nix knows no other escape. A Nix string cannot hold NUL, which is left for the caller to refuse.
 */
export function nixString(text: string): string {
  const escaped = text
    .replace(/["\\]|\$(?=\{)/g, "\\$&")
    .replaceAll("\n", "\\n")
    .replaceAll("\r", "\\r")
    .replaceAll("\t", "\\t");
  return `"${escaped}"`;
}

/** Words that Nix' grammar keeps for itself. */
const KEYWORDS = new Set("assert else if in inherit let or rec then with".split(" "));

/** A name in an attribute path: as it is where Nix takes it so, else as a string. */
export function nixName(name: string): string {
  return /^[A-Za-z_][\w'-]*$/.test(name) && !KEYWORDS.has(name) ? name : nixString(name);
}

/** `["a", "b c"]` → `a."b c"`. */
export function nixPath(path: readonly string[]): string {
  return path.map(nixName).join(".");
}
