import type { Confidence, Place } from "../manifest/place.ts";
import type { Target } from "../manifest/target.ts";
import type { Fix } from "./fix.ts";
import type { Args } from "./message.ts";

export type Severity = "error" | "warning" | "note";

/** From the least to the most severe. */
export const SEVERITIES: readonly Severity[] = ["note", "warning", "error"];

/** One thing that is wrong, or will be. `message` and `why` are made from the arguments; nothing may read them but people. */
export interface Finding<C extends string = string, A extends Args = Args> {
  code: C;
  severity: Severity;
  confidence: Confidence;
  /** Null where its name is computed in the Nix file. */
  service: string | null;
  args: A;
  /** Below `systemd.services.<name>`. */
  option: readonly string[];
  /** What to look for in the option's value. */
  target: Target;
  /** Null until it has been looked for, and where the host does not say where the option is written. */
  place: Place | null;
  message: string;
  why: string;
  fixes: readonly Fix[];
}

/** What makes two findings of a service the same. */
export function identityOf({
  code,
  option,
  args,
}: {
  code: string | null;
  option: readonly string[];
  args: Args;
}): string {
  return JSON.stringify([code, option, Object.entries(args).toSorted(([a], [b]) => (a < b ? -1 : 1))]);
}

/** Each finding once, in the order of codes. */
export function distinct<F extends Finding>(findings: readonly F[]): F[] {
  return [...new Map(findings.map((each) => [identityOf(each), each])).values()].toSorted((a, b) =>
    a.code < b.code ? -1 : a.code > b.code ? 1 : 0,
  );
}

/** Where a finding is. Lines and columns count from 1, the end is exclusive; null is what is not known. */
export interface FindingPlace {
  /** Below `systemd.services.<name>`, such as `["serviceConfig", "ExecStart"]`. */
  option: readonly string[];
  /** The Nix file that the option is written in. */
  file: string | null;
  line: number | null;
  column: number | null;
  endLine: number | null;
  endColumn: number | null;
}

/** A finding as `--json` prints it. The code of a cause that no rule describes is null. */
export interface FindingJson<C extends string | null = string> extends Pick<
  Finding,
  "service" | "severity" | "confidence" | "message" | "why" | "args" | "fixes"
> {
  code: C;
  at: FindingPlace;
}

export function findingJson<C extends string | null>(
  finding: Omit<Finding, "code"> & { code: C },
): FindingJson<C> {
  const { service, code, severity, confidence, message, why, args, option, place, fixes } = finding;
  const isPlaced = place !== null && place.line > 0;
  const at = {
    option,
    file: place?.file ?? null,
    line: isPlaced ? place.line : null,
    column: isPlaced ? place.column : null,
    endLine: isPlaced ? place.endLine : null,
    endColumn: isPlaced ? place.endColumn : null,
  };
  return { service, code, severity, confidence, message, why, args, at, fixes };
}
