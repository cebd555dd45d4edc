/** What a failure means for the exit status of the command line. */
export type FailureKind = "findings" | "usage" | "nix" | "internal";

/** What can be told about a failure besides its message. */
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
  readonly kind: FailureKind;
  readonly hint: string | undefined;

  constructor(kind: FailureKind, message: string, details: FailureDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = new.target.name;
    this.kind = kind;
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
    super("usage", `${pointer === "" ? "manifest" : pointer}: ${problem}`, details);
    this.pointer = pointer;
  }
}

/** A service whose drop-in cannot be made. `service` is its name below `systemd.services`. */
export class ServiceError extends ConfinedUnitsError {
  readonly service: string;
  /** The message without the service. */
  readonly problem: string;

  constructor(service: string, problem: string, details: FailureDetails = {}) {
    super("findings", `service ${JSON.stringify(service)}: ${problem}`, details);
    this.service = service;
    this.problem = problem;
  }
}
