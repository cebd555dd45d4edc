import { ConfinedUnitsError, ServiceError } from "../base/errors.ts";
import { isCausedByInput } from "../nix/errors/errors.ts";
import type { Document } from "../report/document.ts";
import type { Reporter } from "../report/reporter.ts";
import { streamHosts, type HostFailure, type LoadedHost, type Walked, type Wanted } from "./hosts.ts";
import type { SourceArguments } from "./options.ts";
import type { Selection } from "./selection.ts";
import type { Session } from "./session.ts";

/** What a visit throws where several services of a host fail it. */
export class FailedServices extends Error {
  readonly errors: readonly ConfinedUnitsError[];

  constructor(errors: readonly ConfinedUnitsError[]) {
    super("services of a host failed");
    this.errors = errors;
  }
}

/** What is done for several hosts at once, before each of them is visited. */
export type Prepare<T> = (
  hosts: readonly LoadedHost[],
) => Promise<{ made: readonly T[]; failures: readonly HostFailure[] }>;

/** How hosts are gone through. */
export interface Walk<T extends LoadedHost> {
  wanted: Wanted;
  /** The services that are asked for; a host that has none of them is passed over. */
  services?: Selection;
  prepare: Prepare<T>;
  /** Null: the command only collects. */
  reporter: Reporter | null;
  /**
   * What a host has to show; none where that is nothing. `at` names the host in messages about its services, and is null where there
   * is only one.
   */
  visit(host: T, at: string | null): Promise<readonly Document[]> | readonly Document[];
}

/** Hosts as they were read, for commands that do nothing for several of them at once. */
export const asRead: Prepare<LoadedHost> = async (hosts) => ({ made: hosts, failures: [] });

/**
 * The one loop over hosts: reads them batch by batch, visits each in the order that they were named in, and reports it as soon as
 * it and all before it are known. A host that cannot be read, built or visited is shown with its name on stderr and to the reporter,
 * counts for the exit status, and stops no other. Throws what is not about one host: a wrong command line, a Nix that is missing.
 */
export async function forEachHost<T extends LoadedHost>(
  session: Session,
  args: SourceArguments,
  { wanted, services, prepare, reporter, visit }: Walk<T>,
): Promise<Walked> {
  const walked: Walked = { names: [], failed: [] };
  for await (const { hosts, failures, names, single } of streamHosts(session, args, wanted)) {
    const chosen = services === undefined ? hosts : hosts.flatMap((host) => services.choose(host));
    const prepared = await prepare(chosen);
    const made = new Map(prepared.made.map((host) => [host.host, host]));
    const failed = new Map([...failures, ...prepared.failures].map(({ host, error }) => [host, error]));
    for (const name of names) {
      const before = failed.get(name);
      const errors = before === undefined ? await show(name, made.get(name), single) : [before];
      const [first] = errors;
      if (first === undefined) continue;
      for (const error of errors) session.fail(error, prefixOf(error, name, single));
      reporter?.failure({ name, single }, first);
      walked.failed.push({ host: name, error: first });
    }
    walked.names.push(...names);
  }
  return walked;

  async function show(
    name: string,
    host: T | undefined,
    single: boolean,
  ): Promise<readonly ConfinedUnitsError[]> {
    if (host === undefined) return [];
    try {
      const documents = await visit(host, single ? null : name);
      if (documents.length > 0) reporter?.host({ name, single }, documents);
      return [];
    } catch (error) {
      if (session.io.signal.aborted) throw error;
      if (error instanceof FailedServices) return error.errors;
      if (error instanceof ConfinedUnitsError && isOfOneHost(error)) return [error];
      throw error;
    }
  }
}

/** A failure of a host is shown with its name; one of a service, where there are several hosts. */
const prefixOf = (error: ConfinedUnitsError, name: string, single: boolean) =>
  single && (error instanceof ServiceError || error.code === "service-refused") ? null : name;

/** Whether other hosts may do better. */
const isOfOneHost = (error: ConfinedUnitsError) =>
  error.code !== "usage" && error.code !== "manifest-invalid" && isCausedByInput(error);
