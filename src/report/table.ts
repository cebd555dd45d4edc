/** A column of a table on a terminal. */
export interface Column {
  title: string;
  align?: "left" | "right";
}

/** Lines of a table with aligned columns and two spaces between; no line has trailing blanks. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const all = [columns.map((column) => column.title), ...rows.map((row) => row.map(printable))];
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
  return all.map((row) => `${line(row)}\n`).join("");
}

/** Columns on a terminal, one per character: names of services are rarely wider. */
const width = (text: string) => [...text].length;

/** Names come from configurations, and a terminal obeys escape codes: control characters are written out. */
export function printable(text: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, (character) => {
    return `\\x${character.charCodeAt(0).toString(16).padStart(2, "0")}`;
  });
}

/** Bytes as people read them: `512 B`, `1.4 MiB`. */
export function bytes(count: number): string {
  const units = ["B", "KiB", "MiB", "GiB", "TiB"];
  const power = count < 1024 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(count) / 10));
  const value = count / 1024 ** power;
  return `${power === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[power]}`;
}
