import { withoutRemedies, type Finding } from "../core/audit/finding.ts";
import type { Cause } from "../core/failure/cause.ts";
import { styled, type Line } from "./spans.ts";

/** A finding, or a cause of a failure, as every reporter gets it. This file is the only one that knows their shape. */
export interface ReportedFinding {
  /** Null: what no rule of the audit is about. */
  code: string | null;
  severity: "error" | "warning" | "note";
  confidence: string;
  /** Null where a file does not say it: its name is computed. */
  service: string | null;
  message: string;
  why: string;
  /** Below `systemd.services.<name>`. */
  option: string;
  /** `line` null: only the file is known. */
  at: { file: string; line: number | null; column: number | null } | null;
  /** Nix that fixes it, line by line. */
  fix: readonly string[];
  /** Why it does not count; null: it does. */
  ignored: string | null;
}

export function reported(finding: (Finding | Cause) & { reason?: string }): ReportedFinding {
  const { code, severity, confidence, service, what, why, option, place, fix, reason } = finding;
  const isWhole = place === null || place.line === 0;
  return {
    code,
    severity,
    confidence,
    service,
    message: what,
    why,
    fix,
    option: option.join("."),
    at:
      place === null
        ? null
        : {
            file: place.file,
            line: isWhole ? null : place.line,
            column: isWhole ? null : place.column,
          },
    ignored: reason ?? null,
  };
}

/** A finding in JSON. */
export const findingData = withoutRemedies;

/** What is wrong, where, why it matters, and the Nix that fixes it. */
export function findingLines(finding: ReportedFinding): Line[] {
  const { code, severity, confidence, service, message, why, fix, ignored } = finding;
  const name = service ?? "a service";
  if (ignored !== null)
    return [[`ignored ${code === null ? "" : `${code} `}${name}: ${message} (${ignored})`]];
  const doubt = confidence === "sure" ? "" : ` (${confidence})`;
  return [
    [styled(severity, severity), `${code === null ? "" : ` ${code}`} ${name}: ${message}${doubt}`],
    [`  ${placeOf(finding)}`],
    [`  ${why}`],
    ...fix.map((line) => [styled("added", `  + ${line}`)]),
  ];
}

function placeOf({ at, option }: ReportedFinding): string {
  if (at === null) return option;
  return at.line === null ? `${at.file}: ${option}` : `${at.file}:${at.line}:${at.column}: ${option}`;
}
