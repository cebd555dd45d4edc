import type { Missed } from "../core/enter/trace.ts";

/** What a program looked for and did not find, grouped, with what is likely to mend it. */
export function missedText(missed: readonly Missed[]): string {
  if (missed.length === 0) return "it found all that it looked for\n";
  const kinds = [...new Set(missed.map(({ kind }) => kind))];
  const groups = kinds.map((kind) => {
    const lines = missed
      .filter((one) => one.kind === kind)
      .map(({ path, times, suggestion }) => {
        const count = times > 1 ? ` (${times} times)` : "";
        return `  ${path}${count}\n${suggestion === null ? "" : `      ${suggestion}\n`}`;
      });
    return `${kind}:\n${lines.join("")}`;
  });
  return `it looked for these and did not find them:\n\n${groups.join("\n")}`;
}
