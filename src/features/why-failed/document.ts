import { escapeLine } from "../../base/sanitize.ts";
import type { Cause } from "../../core/failure/cause.ts";
import type { Diagnosis } from "../../core/failure/diagnose.ts";
import { escapeLine } from "../../base/sanitize.ts";
import { findingLines } from "../audit/document.ts";

/** How many of the last messages are shown. */
const SHOWN = 8;

/** Why a unit failed, for people: how it ended, what mends it, and what the journal said. */
export function failureText(unit: string, { what, causes }: Diagnosis, said: readonly string[]): string {
  const unexplained = "no cause is known: the messages are all there is";
  const lines = [
    `${unit}: ${what}`,
    ...causes.flatMap((cause: Cause) => findingLines(cause)),
    ...(causes.length === 0 ? [unexplained] : []),
    ...(said.length === 0 ? ["the journal has no message of it"] : ["the last messages:"]),
    ...said.slice(-SHOWN).map((line) => `  | ${line}`),
  ];
  return lines.map((line) => `${escapeLine(line)}\n`).join("");
}
