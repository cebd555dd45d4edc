import { ConfinedUnitsError, type FailureDetails } from "../base/errors.ts";
import { displayCommand, shortCommand } from "./display.ts";

/** Why a program that we started did not give us its output. */
export type ProcessFailure =
  | "missing"
  | "unstartable"
  | "exit"
  | "signal"
  | "timeout"
  | "aborted"
  | "interrupted"
  | "too-large"
  | "undecodable";

/** What a program left behind when it failed. */
export interface ProcessOutcome {
  command: string;
  args: readonly string[];
  reason: ProcessFailure;
  /** The exit status; null where the program was killed or never ran. */
  exitCode: number | null;
  /** The signal that ended the program, or (`interrupted`) the one that we were sent ourselves. */
  signal: string | null;
  stdout: string;
  stderr: string;
}

/** How many lines of stderr `stderrTail` keeps. */
const TAIL_LINES = 40;

/** A program could not be started, failed, or was stopped by us. `message` is one line; the rest is for who wants it whole. */
export class ProcessError extends ConfinedUnitsError {
  readonly reason: ProcessFailure;
  /** The command with its arguments as a shell would take it. */
  readonly command: string;
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The last 40 lines of stderr. */
  readonly stderrTail: string;
  readonly #outcome: ProcessOutcome;

  constructor(outcome: ProcessOutcome, details: FailureDetails = {}) {
    super("program-failed", describe(outcome, details.cause), details);
    this.#outcome = outcome;
    this.reason = outcome.reason;
    this.command = displayCommand(outcome.command, outcome.args);
    this.exitCode = outcome.exitCode;
    this.signal = outcome.signal;
    this.stdout = outcome.stdout;
    this.stderr = outcome.stderr;
    this.stderrTail = outcome.stderr.trimEnd().split("\n").slice(-TAIL_LINES).join("\n");
  }

  /** The same failure with other words on stderr. */
  withStderr(stderr: string): ProcessError {
    return new ProcessError({ ...this.#outcome, stderr }, { cause: this.cause });
  }
}

function describe(outcome: ProcessOutcome, cause: unknown): string {
  const name = shortCommand(outcome.command, outcome.args);
  switch (outcome.reason) {
    case "missing":
      return `${outcome.command} is not installed, or not on PATH`;
    case "unstartable":
      return `${outcome.command} cannot be started: ${cause instanceof Error ? cause.message : String(cause)}`;
    case "exit":
      return `${name} failed with exit status ${outcome.exitCode}`;
    case "signal":
      return `${name} was killed by ${outcome.signal}`;
    case "timeout":
      return `${name} took longer than its time limit and was stopped`;
    case "aborted":
      return `${name} was stopped`;
    case "interrupted":
      return `interrupted by ${outcome.signal} while ${name} ran`;
    case "too-large":
      return `${name} printed more than can be read and was stopped`;
    case "undecodable":
      return `${name} printed text that is not UTF-8`;
  }
}
