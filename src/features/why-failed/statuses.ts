import type { Code } from "../audit/rules/index.ts";
import { EXIT_STATUSES, type ExitStatus } from "../../systemd/exit-status.ts";

/** By exit status, what the audit calls the causes that it can foresee. */
const CODES: Readonly<Record<number, readonly Code[]>> = {
  127: ["CU101", "CU102", "CU104", "CU106", "CU107", "CU308"],
  200: ["CU104", "CU108"],
  203: ["CU104", "CU106", "CU208"],
  210: ["CU201"],
  218: ["CU204"],
  226: ["CU109", "CU201", "CU203"],
};

/** An exit status, with the codes of the findings that foresee it. */
export interface ForeseenStatus extends ExitStatus {
  codes: readonly Code[];
}

/** Null for a status that the program itself chose. */
export function statusOf(status: number): ForeseenStatus | null {
  const known = EXIT_STATUSES[status];
  return known === undefined ? null : { ...known, codes: CODES[status] ?? [] };
}
