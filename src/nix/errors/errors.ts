import { ConfinedUnitsError } from "../../base/errors.ts";
import type { ProcessError } from "../../process/process-error.ts";

/** A place in a Nix file; line and column count from 1. */
export interface NixLocation {
  file: string;
  line: number;
  column: number;
}

export interface NixErrorDetails {
  hint?: string | undefined;
  location?: NixLocation | undefined;
  process?: ProcessError | undefined;
  derivation?: string | undefined;
  builderStatus?: number | null | undefined;
  log?: readonly string[] | undefined;
  hasMessage?: boolean | undefined;
  items?: readonly string[] | undefined;
  known?: string | null | undefined;
}

/** A command of Nix failed. `message` is one sentence; `process` has the command and everything it printed. */
export class NixError extends ConfinedUnitsError {
  readonly location: NixLocation | undefined;
  readonly process: ProcessError | undefined;
  /** The derivation that did not build. */
  readonly derivation: string | undefined;
  /** The exit status of that derivation's builder; null where it did not exit by itself, or nothing says how it did. */
  readonly builderStatus: number | null;
  /** The last lines of that build's log. */
  readonly log: readonly string[];
  /** Whether `message` holds what Nix had to say; where not, all of it has to be shown. */
  readonly hasMessage: boolean;
  /** What the message counts, such as failed assertions. */
  readonly items: readonly string[];
  /** Its name in the table of known failures; null: its message is Nix' own. */
  readonly known: string | null;

  constructor(message: string, details: NixErrorDetails = {}) {
    const { hint, location, process, derivation, log = [], hasMessage = true, items = [] } = details;
    super("nix-failed", message, { ...(hint === undefined ? {} : { hint }), cause: process });
    this.location = location;
    this.process = process;
    this.derivation = derivation;
    this.builderStatus = details.builderStatus ?? null;
    this.log = log;
    this.hasMessage = hasMessage;
    this.items = items;
    this.known = details.known ?? null;
  }

  /** The same failure at another place. */
  withLocation(location: NixLocation): NixError {
    return new NixError(this.message, { ...this, location });
  }

  /** The same failure with another way out. */
  withHint(hint: string): NixError {
    return new NixError(this.message, { ...this, hint });
  }
}

/** Whether a failure comes from what Nix was given; not from a Nix that is missing, was stopped or took too long. */
export function isCausedByInput(error: ConfinedUnitsError): boolean {
  return !(error instanceof NixError) || error.process === undefined || error.process.reason === "exit";
}
