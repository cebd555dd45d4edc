import { escapeLine } from "../../base/sanitize.ts";
import { fixLines } from "../audit/document.ts";
import { escapeLine } from "../../base/sanitize.ts";
import type { MissedThing } from "../../core/enter/suggest.ts";

/** What a program looked for and did not find, grouped, with what is likely to mend it; what it can spare in one line. */
export function missedText(missed: readonly MissedThing[]): string {
  const spare = missed.filter(({ kind }) => kind === "spare").map(({ name }) => escapeLine(name));
  const others = missed.filter(({ kind }) => kind !== "spare");
  const kinds = [...new Set(others.map(({ kind }) => kind))];
  const groups = kinds.map((kind) => {
    const lines = others.filter((each) => each.kind === kind).flatMap(linesOf);
    return `${kind}:\n${lines.map((line) => `${escapeLine(line)}\n`).join("")}`;
  });
  const list =
    others.length === 0
      ? "it found all that it looked for\n"
      : `it looked for these and did not find them:\n\n${groups.join("\n")}`;
  return spare.length === 0 ? list : `${list}\nprograms can do without these: ${spare.join(", ")}\n`;
}

function linesOf({ name, paths, times, suggestion }: MissedThing): string[] {
  const where = paths.length > 1 ? `, in ${paths.length} folders` : "";
  const first = `  ${name}${times > 1 ? ` (${times} times${where})` : ""}`;
  if (suggestion === null) return [first];
  const { code, message, fixes } = suggestion;
  const predicted = message === null ? [] : [`      ${code === null ? "" : `${code} `}${message}`];
  return [first, ...predicted, ...fixes.flatMap(fixLines).map((line) => `      ${line}`)];
}
