import { escapeLine } from "../base/sanitize.ts";
import { width } from "./width.ts";
import { styled, type Line } from "./spans.ts";

/** A column of a table on a terminal. */
export interface Column {
  title: string;
  align?: "left" | "right";
}

/** Lines of a table with aligned columns and two spaces between; no line has trailing blanks. */
export function tableLines(columns: readonly Column[], rows: readonly (readonly string[])[]): Line[] {
  const all = [columns.map((column) => column.title), ...rows.map((row) => row.map(escapeLine))];
  const widths = columns.map((_, i) => Math.max(...all.map((row) => width(row[i] ?? ""))));
  const line = (row: readonly string[]) =>
    columns
      .map(({ align }, i) => {
        const cell = row[i] ?? "";
        const blanks = " ".repeat(widths[i]! - width(cell));
        return align === "right" ? blanks + cell : cell + blanks;
      })
      .join("  ")
      .trimEnd();
  const [head = "", ...body] = all.map(line);
  return [[styled("heading", head)], ...body.map((text): Line => [text])];
}

/** Bytes as people read them: `512 B`, `1.4 MiB`. */
export function bytes(count: number): string {
  const units = ["B", "KiB", "MiB", "GiB", "TiB"];
  const power = count < 1024 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(count) / 10));
  const value = count / 1024 ** power;
  return `${power === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[power]}`;
}
