import { cpuOf, ratio, wallOf, type Times } from "./paired.ts";

/** A Markdown table; all columns but the first hold numbers. */
export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(" | ")} |\n`;
  return line(head) + line(head.map((_, i) => (i === 0 ? "---" : "---:"))) + rows.map(line).join("");
}

/** Timings as a table, with the ratio to the thing named `to`. */
export function timesTable(times: Times, to: string): string {
  const rows = Object.entries(times).map(([name, samples]) => {
    const walls = samples.map(({ wall }) => wall);
    const range = `${Math.min(...walls).toFixed(0)}–${Math.max(...walls).toFixed(0)}`;
    return [
      name,
      whole(wallOf(times, name)),
      range,
      whole(cpuOf(times, name)),
      ratio(times, name, to).toFixed(2),
    ];
  });
  return table(["", "milliseconds", "range", "of processors", "ratio"], rows);
}

export const whole = (value: number): string => (Number.isNaN(value) ? "—" : value.toFixed(0));

/** What was hoped for, and what came of it. */
export interface Target {
  what: string;
  measured: number;
  /** One of both. */
  least?: number;
  most?: number;
  unit?: string;
}

export function targetsTable(targets: readonly Target[]): string {
  const rows = targets.map(({ what, measured, least = -Infinity, most = Infinity, unit = "" }) => {
    const bound = least === -Infinity ? `at most ${most}${unit}` : `at least ${least}${unit}`;
    const met = measured >= least && measured <= most ? "yes" : "**no**";
    return [what, bound, (measured < 100 ? measured.toPrecision(3) : whole(measured)) + unit, met];
  });
  return rows.length === 0 ? "" : table(["target", "limit", "measured", "met"], rows);
}
