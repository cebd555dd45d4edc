import { escapeLine } from "../../base/sanitize.ts";
import type { Finding } from "../../diagnostics/finding.ts";
import type { Applicability, Fix } from "../../diagnostics/fix.ts";
import { escapeLine } from "../../base/sanitize.ts";

/** Findings for people: one block each, and how to fix it. */
export function auditText(
  findings: readonly Finding[],
  ignored: readonly (Finding & { reason: string })[],
): string {
  const lines = findings.flatMap(findingLines);
  const reviewed = ignored.map(
    (each) => `ignored ${each.code} ${nameOf(each)}: ${each.message} (${each.reason})`,
  );
  const total =
    findings.length === 0 ? "no findings" : `${findings.length} finding${findings.length === 1 ? "" : "s"}`;
  return [...lines, ...reviewed, total].map((line) => `${escapeLine(line)}\n`).join("");
}

/** Code null: what no rule of the audit is about. */
type Reported = Omit<Finding, "code"> & { code: string | null };

/** What is wrong, where, why it matters, and how to fix it. */
export function findingLines(each: Reported): string[] {
  const code = each.code === null ? "" : ` ${each.code}`;
  return [
    `${each.severity}${code} ${nameOf(each)}: ${each.message}${confidenceOf(each)}`,
    `  ${placeOf(each)}`,
    `  ${each.why}`,
    ...each.fixes.flatMap(fixLines).map((line) => `  ${line}`),
  ];
}

const LABELS: Record<Applicability, string> = {
  safe: "fix",
  unsafe: "fix, to be reviewed",
  manual: "fix by hand",
};

/** A fix: what it does, and its Nix. */
export const fixLines = ({ title, applicability, lines }: Fix): string[] => [
  `${LABELS[applicability]}: ${title}`,
  ...lines.map((line) => `+ ${line}`),
];

const nameOf = ({ service }: Reported) => service ?? "a service";

const confidenceOf = ({ confidence }: Reported) =>
  confidence === "high" ? "" : ` (${confidence} confidence)`;

function placeOf({ place, option }: Reported): string {
  if (place === null) return option.join(".");
  return place.line === 0
    ? `${place.file}: ${option.join(".")}`
    : `${place.file}:${place.line}:${place.column}: ${option.join(".")}`;
}
