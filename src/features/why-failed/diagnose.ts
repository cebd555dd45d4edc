import { auditService } from "../audit/audit.ts";
import type { Unit } from "../../service/unit.ts";
import type { StoreFiles } from "../../programs/port.ts";
import type { Case, Cause } from "./cause.ts";
import { commandCauses } from "./causes/commands.ts";
import { credentialCauses } from "./causes/credentials.ts";
import { mountCauses } from "./causes/mounts.ts";
import { programCauses } from "./causes/programs.ts";
import { resultCauses } from "./causes/results.ts";
import { namedCauses, userCauses } from "./causes/settings.ts";
import type { Ending } from "./ending.ts";
import type { Said } from "../../systemd/journal.ts";
import { EXIT_STATUSES, RESULTS } from "../../systemd/exit-status.ts";
import { statusOf } from "./statuses.ts";

export interface Diagnosis {
  ending: Ending;
  /** One sentence: what was not to be done. */
  what: string;
  causes: Cause[];
}

const BY_STATUS: Record<number, (subject: Case) => Cause[]> = {
  127: commandCauses,
  203: programCauses,
  217: userCauses,
  226: mountCauses,
  243: credentialCauses,
};

/** Says why a unit failed, as far as its settings, its journal and the store say. */
export function diagnose(
  ending: Ending,
  said: Said,
  { facts, root, machine }: { facts: Unit; root: string; machine: StoreFiles | null },
): Diagnosis {
  const isExit = ending.status !== null && ending.signal === null;
  const status = isExit ? statusOf(ending.status!) : null;
  const subject: Case = {
    facts,
    ending,
    status,
    clues: said.clues,
    // A unit without a root of its own has nothing that a chroot could lack.
    foreseen: root === "" ? [] : auditService(facts),
    root,
    machine,
  };
  const causes = [
    ...resultCauses(subject),
    ...(status === null ? [] : (BY_STATUS[ending.status!] ?? namedCauses)(subject)),
  ];
  // What the audit takes for a warning has come true.
  const proven = causes.map((cause): Cause => ({ ...cause, severity: "error" }));
  return { ending, what: describe(ending, status?.what ?? null), causes: proven };
}

/** Results that say no more than the signal does. */
const KILLED = new Set(["signal", "core-dump"]);

function describe({ result, option, status, signal }: Ending, what: string | null): string {
  const who = option ?? "a command";
  if (status === null || (signal !== null && !KILLED.has(result)))
    return RESULTS[result] ?? `its result is ${result}`;
  if (signal !== null) return `${who} was ended by SIG${signal}`;
  const name = EXIT_STATUSES[status]?.name ?? "n/a";
  const number = `${who} exited with ${status}${name === "n/a" ? "" : `/${name}`}`;
  if (what !== null) return `${number}: ${what}`;
  return `${number}, which the program itself chose: systemd started it`;
}
