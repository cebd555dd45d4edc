import type { Finding } from "../core/audit/finding.ts";
import type { Unknown } from "../core/facts/unknown.ts";
import { printable } from "../core/harmless.ts";

/** Something that was not looked at, in a service or in a file. */
export type ReportedUnknown = Unknown & { service?: string };

/** Findings for people: one block each, and what fixes it; then what was not looked at. */
export function auditText(
  findings: readonly Finding[],
  ignored: readonly (Finding & { reason: string })[],
  unknown: readonly ReportedUnknown[] = [],
): string {
  const lines = findings.flatMap(findingLines);
  const judged = ignored.map((each) => `ignored ${each.code} ${nameOf(each)}: ${each.what} (${each.reason})`);
  const unseen = unknown.map(
    ({ service, what, why }) =>
      `unknown ${service === undefined ? "" : `${service}: `}${what} was not looked at: ${why}`,
  );
  return [...lines, ...judged, ...unseen, totals(findings.length, unknown.length)]
    .map((line) => `${printable(line)}\n`)
    .join("");
}

/** Silence of what was not looked at is no result: "no findings" is only said where all of it was. */
function totals(findings: number, unknown: number): string {
  const found = `${findings} finding${findings === 1 ? "" : "s"}`;
  if (unknown === 0) return findings === 0 ? "no findings" : found;
  return `${findings === 0 ? "" : `${found}, `}${unknown} not looked at`;
}

/** Code null: what no rule of the audit is about. */
type Told = Omit<Finding, "code" | "remedies"> & { code: string | null };

/** What is wrong, where, why it matters, and the Nix that mends it. */
export function findingLines(each: Told): string[] {
  const code = each.code === null ? "" : ` ${each.code}`;
  return [
    `${each.severity}${code} ${nameOf(each)}: ${each.what}${sureness(each)}`,
    `  ${placeOf(each)}`,
    `  ${each.why}`,
    ...each.fix.map((line) => `  + ${line}`),
  ];
}

const nameOf = ({ service }: Told) => service ?? "a service";

const sureness = ({ confidence }: Told) => (confidence === "sure" ? "" : ` (${confidence})`);

function placeOf({ place, option }: Told): string {
  if (place === null) return option.join(".");
  return place.line === 0
    ? `${place.file}: ${option.join(".")}`
    : `${place.file}:${place.line}:${place.column}: ${option.join(".")}`;
}
