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
