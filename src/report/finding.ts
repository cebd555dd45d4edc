import type { Finding } from "../diagnostics/finding.ts";
import type { Applicability, Fix } from "../diagnostics/fix.ts";
import { styled, type Line } from "./spans.ts";

/** A finding, or a cause of a failure that no rule describes: its code is null. */
export type ReportedFinding = Omit<Finding, "code"> & {
  code: string | null;
  /** Why it does not count; absent: it does. */
  reason?: string;
};

/** What is wrong, where, why it matters, and how to fix it. */
export function findingLines(finding: ReportedFinding): Line[] {
  const { severity, message, why, fixes, reason } = finding;
  const code = finding.code === null ? "" : `${finding.code} `;
  const name = finding.service ?? "a service";
  if (reason !== undefined) return [[`ignored ${code}${name}: ${message} (${reason})`]];
  return [
    [styled(severity, severity), ` ${code}${name}: ${message}${confidenceOf(finding)}`],
    [`  ${placeOf(finding)}`],
    [`  ${why}`],
    ...fixes.flatMap(fixLines).map((line): Line => ["  ", ...line]),
  ];
}

const LABELS: Record<Applicability, string> = {
  safe: "fix",
  unsafe: "fix, to be reviewed",
  manual: "fix by hand",
};

/** A fix: what it does, and its Nix. */
export const fixLines = ({ title, applicability, lines }: Fix): Line[] => [
  [`${LABELS[applicability]}: ${title}`],
  ...lines.map((line): Line => [styled("added", `+ ${line}`)]),
];

const confidenceOf = ({ confidence }: ReportedFinding) =>
  confidence === "high" ? "" : ` (${confidence} confidence)`;

function placeOf({ place, option }: ReportedFinding): string {
  if (place === null) return option.join(".");
  return place.line === 0
    ? `${place.file}: ${option.join(".")}`
    : `${place.file}:${place.line}:${place.column}: ${option.join(".")}`;
}
