import type { Diagnosis } from "./diagnosis.ts";
import { lines, type Document } from "../../report/document.ts";
import type { ResultJson } from "../../report/json-types.ts";
import { styled, type Line, type Style } from "../../report/spans.ts";

const STYLES: Record<Diagnosis["level"], Style> = { ok: "ok", note: "note", problem: "error" };

/** One thing that was looked at. `problem`: commands will fail; `note`: some are slower or cannot be used. */
export interface DoctorCheck {
  name: string;
  status: Diagnosis["level"];
  message: string;
  hint?: string;
}

/** What `doctor --json` prints. */
export type DoctorJson = ResultJson<DoctorData>;

export interface DoctorData {
  checks: readonly DoctorCheck[];
}

const checkOf = ({ what, level, says, hint }: Diagnosis): DoctorCheck => ({
  name: what,
  status: level,
  message: says,
  ...(hint === undefined ? {} : { hint }),
});

/** What was examined, in columns. */
export function doctorDocument(findings: readonly Diagnosis[]): Document<DoctorData> {
  const width = Math.max(...findings.map(({ what }) => what.length));
  const indent = " ".repeat("problem".length + width + 4);
  const rows = findings.flatMap(({ what, level, says, hint }): Line[] => [
    [
      styled(STYLES[level], level),
      `${" ".repeat("problem".length - level.length)}  ${what.padEnd(width)}  ${says}`,
    ],
    ...(hint === undefined ? [] : [[`${indent}${hint}`]]),
  ]);
  return { data: { checks: findings.map(checkOf) }, blocks: [lines(...rows)] };
}
