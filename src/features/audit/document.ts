import type { Finding } from "../../core/audit/finding.ts";
import { printable } from "../../core/harmless.ts";

/** Findings for people: one block each, and what mends it. */
export function auditText(
  findings: readonly Finding[],
  ignored: readonly (Finding & { reason: string })[],
): string {
  const lines = findings.flatMap(findingLines);
  const judged = ignored.map((each) => `ignored ${each.code} ${nameOf(each)}: ${each.what} (${each.reason})`);
  const total =
    findings.length === 0 ? "no findings" : `${findings.length} finding${findings.length === 1 ? "" : "s"}`;
  return [...lines, ...judged, total].map((line) => `${printable(line)}\n`).join("");
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
