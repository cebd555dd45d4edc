import type { Diagnosis } from "./diagnose.ts";
import { lines, type Document } from "../../report/document.ts";
import { findingData } from "../../report/finding.ts";
import { styled, type Line } from "../../report/spans.ts";

/** How many of the last messages are shown. */
const SHOWN = 8;

/** Why a unit failed: how it ended, what fixes it, and what the journal said. */
export function failureDocument(unit: string, diagnosis: Diagnosis, said: readonly string[]): Document {
  const { what, causes } = diagnosis;
  return {
    data: { unit, ...diagnosis, causes: causes.map(findingData), said },
    blocks: [
      lines([styled("title", unit), `: ${what}`]),
      { kind: "findings", findings: causes },
      lines(
        ...(causes.length === 0 ? [["no cause is known: the messages are all there is"]] : []),
        [said.length === 0 ? "the journal has no message of it" : "the last messages:"],
        ...said.slice(-SHOWN).map((line): Line => [styled("faint", `  | ${line}`)]),
      ),
    ],
  };
}

export const noFailureDocument = (unit: string): Document => ({
  data: { unit, ending: null },
  blocks: [lines([`${unit} has not failed`])],
});
