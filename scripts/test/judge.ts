import { stripVTControlCharacters } from "node:util";
import { SKIP_MARK } from "../../tests/support/skip.ts";
import type { Outcome } from "./run-file.ts";

/** What one test file adds to the sum. */
export interface Verdict {
  passed: number;
  failed: number;
  skipped: number;
  /** Why the file fails besides its failing tests. */
  problems: string[];
  /** The lines that say what was skipped. */
  skips: string[];
}

const CLOSING = /\n {2}Total: {5}(\d+)\n {2}Passed: {4}(\d+)\n {2}Skipped: {3}(\d+)\n {2}Duration: /g;

/** Counts what uvu closes its output with, and fails what it lets through. */
export function judge(outcome: Outcome, complaints: readonly string[]): Verdict {
  const output = stripVTControlCharacters(outcome.output);
  const [total = 0, ran = 0, left = 0] = ([...output.matchAll(CLOSING)].at(-1) ?? []).slice(1).map(Number);
  const skips = output.split("\n").filter((line) => line.startsWith(SKIP_MARK));
  const problems = [...complaints];
  if (outcome.timedOut) problems.push("stopped at its time limit");
  else if (outcome.signal !== null) problems.push(`ended by ${outcome.signal}`);
  else if (total === 0 && left === 0) problems.push("ran no test");
  if (skips.length > ran) problems.push("more tests say that they are skipped than have passed");

  const failing = total - ran;
  if (outcome.exitCode === 0 && failing > 0) problems.push("a hook threw");
  if (outcome.exitCode !== 0 && failing === 0 && problems.length === 0) {
    problems.push(`ended with exit status ${outcome.exitCode}`);
  }
  return {
    passed: Math.max(0, ran - skips.length),
    failed: Math.max(failing, problems.length > 0 ? 1 : 0),
    skipped: left + skips.length,
    problems,
    skips,
  };
}

/** Reads what scripts/test-unit.ts ends with; it has judged its files itself. */
export function judgeUnits(outcome: Outcome): Verdict {
  const counted = /^(\d+) passed, (\d+) failed\n$/m.exec(outcome.output);
  const [passed, failed] = counted === null ? [0, 0] : [Number(counted[1]), Number(counted[2])];
  const problems: string[] = [];
  if (outcome.timedOut) problems.push("stopped at its time limit");
  else if (counted === null) problems.push("ended before it had counted its tests");
  else if (outcome.exitCode !== 0 && failed === 0) problems.push(`ended with ${outcome.exitCode}`);
  const skips = outcome.output.split("\n").filter((line) => line.startsWith(SKIP_MARK));
  return {
    passed,
    failed: Math.max(failed, problems.length > 0 ? 1 : 0),
    skipped: skips.length,
    problems,
    skips,
  };
}
