import type { ConfinedUnitsError } from "../base/errors.ts";
import { NixError } from "../nix/errors/errors.ts";
import type { Document } from "./document.ts";
import { REPORT_SCHEMA, type HostFailureJson } from "./json-types.ts";
import type { Line } from "./spans.ts";

/** Where a reporter prints. */
export interface ReportWorld {
  /** Data, as it is. */
  out(text: string): void;
  /** Data for people, in colour where that is wanted. */
  show(lines: readonly Line[]): void;
  /** A sentence on stderr, which `--quiet` leaves out. */
  note(sentence: string): void;
  /** Whether stdout and stderr are seen together, so that what one says need not be said by the other. */
  isOneScreen: boolean;
}

/** What a command's results are like. */
export interface ReportKind {
  /** Whether there is a result for each host. */
  perHost: boolean;
  /** Whether a host that failed is shown among the others; not where a program reads the lines. */
  showsFailedHosts: boolean;
}

/** A host as it is shown. `single`: it is the only one that was asked for, so that its name need not be shown. */
export interface ReportedHost {
  name: string;
  single: boolean;
}

/** Prints results. A new one is a file beside this one and a line in reporters.ts. */
export interface Reporter {
  /** A host that was read, with one result or several. */
  host(host: ReportedHost, documents: readonly Document[]): void;
  /** A host that could not be read or built. */
  failure(host: ReportedHost, error: ConfinedUnitsError): void;
  /** What belongs to no host. */
  result(document: Document): void;
  /** A sentence about all of it, for people. */
  summary(sentence: string): void;
  /** After all results. */
  end(): void;
}

export type MakeReporter = (world: ReportWorld, kind: ReportKind) => Reporter;

/** A result in JSON, with the number of its form. */
export const withSchema = <T extends object>(value: T): T & { schema: typeof REPORT_SCHEMA } => ({
  schema: REPORT_SCHEMA,
  ...value,
});

export const itemsOf = (error: ConfinedUnitsError): readonly string[] =>
  error instanceof NixError ? error.items : [];

/** A failed host in JSON. */
export const failureData = (host: string, error: ConfinedUnitsError): HostFailureJson => ({
  host,
  error: error.message,
  ...(itemsOf(error).length === 0 ? {} : { details: itemsOf(error) }),
  ...(error.hint === undefined ? {} : { hint: error.hint }),
});
