import { findingJson, type FindingJson } from "../../diagnostics/finding.ts";
import type { Ending } from "./ending.ts";
import type { Diagnosis } from "./diagnose.ts";
import { lines, type Document } from "../../report/document.ts";
import type { ResultJson } from "../../report/json-types.ts";
import { styled, type Line } from "../../report/spans.ts";

/** How many of the last messages are shown. */
const SHOWN = 8;

/** How a unit ended, and why. */
export interface WhyFailedData {
  unit: string;
  /** Null: it has not failed. */
  ending: Ending | null;
  /** One sentence: what was not to be done; null: it has not failed. */
  problem: string | null;
  causes: readonly FindingJson<string | null>[];
  /** The messages of the last run, one line each. */
  journal: readonly string[];
}

/** What `why-failed --json` prints. */
export type WhyFailedJson = ResultJson<WhyFailedData>;

/** Why a unit failed: how it ended, what fixes it, and what the journal said. */
export function failureDocument(
  unit: string,
  { ending, what, causes }: Diagnosis,
  said: readonly string[],
): Document<WhyFailedData> {
  return {
    data: { unit, ending, problem: what, causes: causes.map(findingJson), journal: said },
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

export const noFailureDocument = (unit: string): Document<WhyFailedData> => ({
  data: { unit, ending: null, problem: null, causes: [], journal: [] },
  blocks: [lines([`${unit} has not failed`])],
});
