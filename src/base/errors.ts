/** What failed, for programs. What the command line exits with for each is one table in src/cli/exit.ts. */
export type FailureCode =
  /** The user named something that does not exist or cannot be used. */
  | "usage"
  | "manifest-invalid"
  /** A service has no drop-in: the reference refuses it, or its rules are not known. */
  | "service-refused"
  | "service-not-evaluated"
  /** The store, or what Nix says of it, is not as it has to be. */
  | "store-unreadable"
  | "nix-failed"
  /** A program could not be started, failed, or was stopped. */
  | "program-failed"
  /** The caller's AbortSignal stopped it. */
  | "aborted"
  /** A defect of confined-units. */
  | "internal";

/** What is known of a failure besides its message. */
export interface FailureDetails {
  /** One sentence that names the way out. */
  hint?: string;
  cause?: unknown;
}

/**
 * A failure that is the user's to see: `message` is one sentence that names the thing and the place,
 * `hint` names the way out. Anything else that is thrown is a defect of ours.
 */
export class ConfinedUnitsError extends Error {
  readonly code: FailureCode;
  readonly hint: string | undefined;

  constructor(code: FailureCode, message: string, details: FailureDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = new.target.name;
    this.code = code;
    this.hint = details.hint;
  }
}

/** The user named something that does not exist or cannot be used: an option, a host, a file, a name. */
export class UsageError extends ConfinedUnitsError {
  constructor(message: string, details: FailureDetails = {}) {
    super("usage", message, details);
  }
}

/** A manifest that is not of the shape or schema that this version reads. `pointer` is an RFC 6901 JSON pointer. */
export class ManifestError extends ConfinedUnitsError {
  readonly pointer: string;

  constructor(pointer: string, problem: string, details: FailureDetails = {}) {
    super("manifest-invalid", `${pointer === "" ? "manifest" : pointer}: ${problem}`, details);
    this.pointer = pointer;
  }
}

/** A service whose drop-in cannot be made. `service` is its name below `systemd.services`. */
export class ServiceError extends ConfinedUnitsError {
  readonly service: string;
  /** The message without the service. */
  readonly problem: string;

  constructor(service: string, problem: string, details: FailureDetails = {}) {
    super("service-refused", `service ${JSON.stringify(service)}: ${problem}`, details);
    this.service = service;
    this.problem = problem;
  }
}
