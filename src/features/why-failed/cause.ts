import { fixesOf, type Proposal } from "../../diagnostics/fix.ts";
import type { Finding } from "../../diagnostics/finding.ts";
import { subjectOf } from "../audit/rule.ts";
import type { AuditFinding, Code } from "../audit/rules/index.ts";
import type { Unit } from "../../service/unit.ts";
import type { StoreFiles } from "../../programs/port.ts";
import type { Ending } from "./ending.ts";
import type { Clue } from "../../systemd/journal.ts";
import type { ForeseenStatus } from "./statuses.ts";

/** Why a unit failed, in the form of the audit; code null: only a run can show it. */
export interface Cause extends Omit<Finding, "code"> {
  code: Code | null;
}

/** All that a cause is looked for in. */
export interface Case {
  /** The unit as it is deployed or, where a configuration was given, as it is evaluated. */
  facts: Unit;
  ending: Ending;
  status: ForeseenStatus | null;
  clues: readonly Clue[];
  /** What the audit finds in the unit. */
  foreseen: readonly AuditFinding[];
  /** The root of the chroot as systemd had it, without specifiers. */
  root: string;
  /** The files of the machine that the unit failed on; null where that is another one. */
  machine: StoreFiles | null;
}

/** A cause that the audit has no code for. */
export function seen(
  { facts }: Case,
  option: string,
  message: string,
  why: string,
  ...fixes: Proposal[]
): Cause {
  return {
    code: null,
    severity: "error",
    confidence: "high",
    service: facts.name,
    args: {},
    option: ["serviceConfig", option],
    target: { kind: "option" },
    place: null,
    message,
    why,
    fixes: fixesOf(fixes, subjectOf(facts)),
  };
}

/** Whether a path is missing on the machine that the unit failed on; where nothing can be said, it may be. */
export const mayBeMissing = ({ machine }: Case, path: string): boolean =>
  machine === null || machine.stat(path) === null;
