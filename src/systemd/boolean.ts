import type { Json } from "../base/json.ts";
import { stringsOf } from "./lines.ts";

/** systemd.syntax(7): "1, yes, true and on" and "0, no, false and off"; parse_boolean() knows their first letters as well. */
const TRUE = new Set(["1", "yes", "y", "true", "t", "on"]);
const FALSE = new Set(["0", "no", "n", "false", "f", "off"]);

/** A boolean as systemd reads it, in upper or lower case; null for any other word, which systemd ignores with a warning. */
export function parseBoolean(text: string): boolean | null {
  const word = text.toLowerCase();
  if (TRUE.has(word)) return true;
  return FALSE.has(word) ? false : null;
}

/** The boolean that the lines of a setting come to: the last one that is a boolean; null where none is. */
export function booleanOf(value: Json | undefined): boolean | null {
  return stringsOf(value).reduce<boolean | null>((known, line) => parseBoolean(line.trim()) ?? known, null);
}

/** Whether a setting is switched on; what systemd cannot read switches nothing on. */
export const isOn = (value: Json | undefined): boolean => booleanOf(value) === true;
