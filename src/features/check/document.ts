import type { DropInDifference } from "../../drop-in/compare/drop-in.ts";
import { lines, type Document } from "../../report/document.ts";
import { styled, type Line } from "../../report/spans.ts";
import { unifiedDiffLines } from "../../report/unified-diff.ts";
import type { HostCheck } from "./host-check.ts";

/** `at` names the host where there are several. */
export function checkDocument(at: string | null, { same, differences, errors }: HostCheck): Document {
  const where = at === null ? "" : `${at}: `;
  const all = same.length + differences.length + errors.length;
  return {
    data: { same, differences, errors: errors.map(({ message }) => message) },
    blocks: [
      ...differences.map((difference) => lines(...differenceLines(difference))),
      lines([`${where}${same.length} of ${all} drop-ins are identical to nixpkgs'`]),
    ],
    namesHost: true,
  };
}

function differenceLines({ service, differences, diff }: DropInDifference): Line[] {
  return [
    [styled("title", `service ${JSON.stringify(service)} differs from what nixpkgs builds`)],
    ...differences.map(({ kind, subject }): Line => [`  ${kind}: ${subject}`]),
    ...unifiedDiffLines(diff),
  ];
}
