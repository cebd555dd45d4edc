import { SEVERITIES, type Severity } from "../../diagnostics/finding.ts";

/** What `--fail-on` takes, from the strictest to the one that nothing reaches: each level includes those after it. */
export const FAIL_LEVELS = ["unknown", ...SEVERITIES, "never"] as const;

export type FailLevel = "unknown" | Severity | "never";

/** Whether an audit has something that is at least this severe; what was not looked at is below each finding. */
export function reaches(
  level: FailLevel,
  findings: readonly { severity: Severity }[],
  unknown: readonly unknown[],
): boolean {
  const least = FAIL_LEVELS.indexOf(level);
  return (
    findings.some(({ severity }) => FAIL_LEVELS.indexOf(severity) >= least) ||
    (level === "unknown" && unknown.length > 0)
  );
}
