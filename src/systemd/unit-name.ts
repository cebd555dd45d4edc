/** A unit's name without its type, in its parts (systemd.unit(5)). */
export interface UnitName {
  prefix: string;
  /** Null for a unit that has none; "" for the template itself. */
  instance: string | null;
}

/** `get@file` → `get` and `file`. */
export function parseUnitName(name: string): UnitName {
  const at = name.indexOf("@");
  return at < 0
    ? { prefix: name, instance: null }
    : { prefix: name.slice(0, at), instance: name.slice(at + 1) };
}

/** The name of the unit that mounts a path: systemd-escape --path (systemd.unit(5), "String escaping"). */
export function mountUnitName(path: string): string {
  const parts = path.split("/").filter((part) => part !== "");
  const escaped = parts.map((part) => part.replace(/[^\w.:]/gu, escapeCharacter));
  return `${escaped.join("-").replace(/^\./, escapeCharacter) || "-"}.mount`;
}

const escapeCharacter = (character: string) =>
  [...new TextEncoder().encode(character)].map((byte) => `\\x${byte.toString(16).padStart(2, "0")}`).join("");

/** The text that a part of a unit's name stands for: systemd-escape --unescape. */
export function unescapeUnitName(name: string): string {
  const encoder = new TextEncoder();
  const bytes: number[] = [];
  for (const [part, hex] of name.matchAll(/\\x([\da-fA-F]{2})|./gsu))
    if (hex !== undefined) bytes.push(Number.parseInt(hex, 16));
    else bytes.push(...encoder.encode(part === "-" ? "/" : part));
  return new TextDecoder().decode(Uint8Array.from(bytes));
}
