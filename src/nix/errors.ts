import { ConfinedUnitsError, type FailureDetails } from "../core/errors.ts";
import type { ProcessError } from "./process-error.ts";

/** What Nix said, in our words. */
export interface NixExplanation {
  /** One line, without `error:`. */
  sentence: string;
  /** Where Nix says it happened: a file, line and column. */
  location?: NixLocation;
  hint?: string;
}

export interface NixLocation {
  file: string;
  line: number;
  column: number;
}

/** A command of Nix failed. `message` is one sentence; `process` has the command and everything it printed. */
export class NixError extends ConfinedUnitsError {
  readonly location: NixLocation | undefined;
  readonly process: ProcessError | undefined;
  /** The derivation that did not build. */
  readonly derivation: string | undefined;
  /** The last lines of that build's log. */
  readonly log: readonly string[];

  constructor(message: string, details: NixErrorDetails = {}) {
    super("nix", message, { ...details, cause: details.process });
    this.location = details.location;
    this.process = details.process;
    this.derivation = details.derivation;
    this.log = details.log ?? [];
  }
}

export interface NixErrorDetails extends Omit<FailureDetails, "cause"> {
  location?: NixLocation;
  process?: ProcessError;
  derivation?: string;
  log?: readonly string[];
}

/** Finds the error in what Nix printed on stderr. */
export function explainNixError(stderr: string): NixExplanation {
  throw new Error(stderr);
}
