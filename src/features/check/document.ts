import { ServiceError, type ConfinedUnitsError } from "../../base/errors.ts";
import type { DropInDifference } from "../../drop-in/compare/drop-in.ts";
import { comparisonSummary } from "../../drop-in/compare/summary.ts";
import { lines, type Document } from "../../report/document.ts";
import type { HostsJson } from "../../report/json-types.ts";
import { styled, type Line } from "../../report/spans.ts";
import { unifiedDiffLines } from "../../report/unified-diff.ts";
import type { HostCheck } from "./host-check.ts";

/** A host in `check --json`. */
export interface CheckData {
  /** Services whose drop-in is that of nixpkgs, byte for byte, and those that both refuse. */
  same: readonly string[];
  differences: readonly DropInDifference[];
  /** What was not compared; the service is null where it is not known. */
  errors: readonly { service: string | null; message: string }[];
}

export type CheckJson = HostsJson<CheckData>;

/** `at` names the host where there are several. */
export function checkDocument(
  at: string | null,
  { same, differences, errors }: HostCheck,
): Document<CheckData> {
  const where = at === null ? "" : `${at}: `;
  const compared = same.length + differences.length;
  const counts = { all: compared + errors.length, compared, same: same.length };
  return {
    data: { same, differences, errors: errors.map(errorJson) },
    blocks: [
      ...differences.map((difference) => lines(...differenceLines(difference))),
      lines([`${where}${comparisonSummary(counts, errors)}`]),
    ],
    namesHost: true,
  };
}

const errorJson = (error: ConfinedUnitsError) => ({
  service: error instanceof ServiceError ? error.service : null,
  message: error.message,
});

function differenceLines({ service, differences, diff }: DropInDifference): Line[] {
  return [
    [styled("title", `service ${JSON.stringify(service)} differs from what nixpkgs builds`)],
    ...differences.map(({ kind, subject }): Line => [`  ${kind}: ${subject}`]),
    ...unifiedDiffLines(diff),
  ];
}
