import type { Json } from "../base/json.ts";

/** The options of serviceConfig whose lines the reference scans for store paths. */
export const EXEC_OPTIONS = [
  "ExecReload",
  "ExecStart",
  "ExecStartPost",
  "ExecStartPre",
  "ExecStop",
  "ExecStopPost",
] as const;

/** The lines that a setting stands for in the unit: a list is one line for each of its elements. */
export function stringsOf(value: Json | undefined): string[] {
  if (Array.isArray(value)) return value.flatMap(stringsOf);
  if (typeof value === "string") return [value];
  return typeof value === "number" || typeof value === "boolean" ? [String(value)] : [];
}

/** The lines that count of a setting that has several values: an empty one takes back those before it (systemd.syntax(7)). */
export function listOf(value: Json | undefined): string[] {
  const lines = stringsOf(value);
  return lines.slice(lines.findLastIndex((line) => line.trim() === "") + 1);
}
