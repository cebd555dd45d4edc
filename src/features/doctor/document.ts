import type { Diagnosis } from "./diagnosis.ts";
import { lines, type Document } from "../../report/document.ts";
import { styled, type Line, type Style } from "../../report/spans.ts";

const STYLES: Record<Diagnosis["level"], Style> = { ok: "ok", note: "note", problem: "error" };

/** What was examined, in columns. */
export function doctorDocument(findings: readonly Diagnosis[]): Document {
  const width = Math.max(...findings.map(({ what }) => what.length));
  const indent = " ".repeat("problem".length + width + 4);
  const rows = findings.flatMap(({ what, level, says, hint }): Line[] => [
    [
      styled(STYLES[level], level),
      `${" ".repeat("problem".length - level.length)}  ${what.padEnd(width)}  ${says}`,
    ],
    ...(hint === undefined ? [] : [[`${indent}${hint}`]]),
  ]);
  return { data: { findings }, blocks: [lines(...rows)] };
}
