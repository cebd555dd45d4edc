import { availableParallelism, freemem } from "node:os";
import { ConfinedUnitsError } from "../../base/errors.ts";
import type { Manifest } from "../../manifest/types.ts";
import { attempt } from "./attempt.ts";
import { chooseHosts, isPattern } from "./choose-hosts.ts";
import { NixError } from "../errors/errors.ts";
import type { Source } from "./flake-ref.ts";
import type { ManifestArguments, WantedHosts } from "./host-function.ts";
import { hostsOf, type Hosts } from "./hosts.ts";
import { inOrder } from "../../process/in-order.ts";
import { findFailedServices } from "./failed-services.ts";
import { retryFailedServices } from "./retry.ts";
import { explainSource, nameOfSource } from "../errors/missing-source.ts";
import type { Nix } from "../nix.ts";
import { openSource, type OpenSource } from "./source.ts";

export interface EvaluateOptions extends ManifestArguments {
  /** Hosts to evaluate, by names and globs; absent: all of them. */
  hosts?: readonly string[] | undefined;
  /** How many hosts one evaluation reads; docs/performance.md has the figures. */
  batch?: number | undefined;
  /** How many evaluations run at once. */
  jobs?: number | undefined;
}

export type HostResult = { host: string; manifest: Manifest } | { host: string; error: ConfinedUnitsError };

/** Hosts that are being evaluated. */
export interface Fleet {
  /** All that are evaluated, in the order of the results. */
  names: readonly string[];
  /** The results, batch by batch, each as soon as it and all before it are known. */
  batches: AsyncIterable<HostResult[]>;
}

/** With more hosts in one process, Nix' memory grows and nothing is faster. */
export const BATCH = 4;

/** What one evaluation of a batch may take, so that what runs at once fits into the memory that is free. */
const BATCH_BYTES = 400 * 1024 * 1024;

/** As many evaluations at once as there are cores and memory for, and never more than are of use. */
export function defaultJobs(cores = availableParallelism(), free = freemem()): number {
  return Math.max(1, Math.min(4, cores, Math.floor(free / BATCH_BYTES)));
}

/**
 * Begins to evaluate a source's hosts, in small batches: one evaluation where all is well and the hosts are few. A batch that fails is
 * tried again host by host; a host that does not evaluate is a result with its error; a service that does not is a
 * FailedService with Nix's message. Throws UsageError for a host, file or local flake that does not exist and for a flake
 * without `nixosConfigurations`, and NixError where Nix fails before it comes to the hosts.
 */
export async function openFleet(nix: Nix, source: Source, options: EvaluateOptions): Promise<Fleet> {
  const { hosts: asked, batch = BATCH, jobs = defaultJobs(), ...args } = options;
  const opened = await openSource(nix, source);
  const first = wantedFirst(asked, batch);
  const begun = await readFirst(nix, source, opened, first, args);
  const { hosts, existing } = begun;
  const names = asked === undefined ? existing : chooseHosts(asked, existing, nameOfSource(source));
  // The first is known already, and while it is worked on the others are evaluated.
  const batches = chunks(names, batch).map((part, i) => ({
    part,
    read: () => (i === 0 ? begun.results(part) : readBatch(hosts, part, args)),
  }));
  return {
    names,
    batches: inOrder(batches, jobs, async ({ part, read }) => resultsOf(hosts, part, args, await read())),
  };
}

/** The first batch needs no names where it can be chosen without them. */
function wantedFirst(asked: readonly string[] | undefined, batch: number): WantedHosts {
  if (asked === undefined) return { first: batch };
  return asked.some(isPattern) ? [] : [...new Set(asked)].slice(0, batch);
}

/** What one evaluation of a batch gave: the manifests of all its hosts, or its failure. */
type BatchRead = { manifests: Map<string, Manifest> } | { failure: NixError };

interface Begun {
  hosts: Hosts;
  existing: string[];
  results(known: readonly string[]): Promise<BatchRead>;
}

/** The first evaluation; where that fails, the names of the hosts alone. */
async function readFirst(
  nix: Nix,
  source: Source,
  opened: OpenSource,
  wanted: WantedHosts,
  args: ManifestArguments,
): Promise<Begun> {
  const hosts = hostsOf(source, opened);
  const read = await attempt(() => hosts.read(wanted, args));
  if ("value" in read) {
    const { manifests } = read.value;
    return {
      hosts,
      existing: read.value.hosts,
      results: async (known) =>
        known.every((host) => manifests.has(host)) ? { manifests } : readBatch(hosts, known, args),
    };
  }
  const names = await attempt(() => hosts.names());
  if ("value" in names) {
    return { hosts, existing: names.value, results: async () => ({ failure: read.failure }) };
  }
  const other = await attempt(() => opened.alternative());
  if ("value" in other && other.value !== null) return readFirst(nix, source, other.value, wanted, args);
  throw explainSource(source, names.failure, nix.settings.cwd ?? process.cwd());
}

async function readBatch(hosts: Hosts, part: readonly string[], args: ManifestArguments): Promise<BatchRead> {
  const read = await attempt(() => hosts.read(part, args));
  return "value" in read ? { manifests: read.value.manifests } : read;
}

/** The results of a batch; where it failed, host by host. */
async function resultsOf(
  hosts: Hosts,
  part: readonly string[],
  args: ManifestArguments,
  read: BatchRead,
): Promise<HostResult[]> {
  const results: HostResult[] = [];
  for (const host of part) {
    results.push(await resultOf(host, () => readHost(hosts, host, args, read, part.length === 1)));
  }
  return results;
}

async function readHost(
  hosts: Hosts,
  host: string,
  args: ManifestArguments,
  read: BatchRead,
  isAlone: boolean,
): Promise<Manifest> {
  const known = "manifests" in read ? read.manifests.get(host) : undefined;
  if (known !== undefined) return retryFailedServices(hosts, host, known, args);
  // What failed with one host in the batch need not be tried again.
  if (!isAlone) {
    const alone = await attempt(() => hosts.readOne(host, args));
    if ("value" in alone) return retryFailedServices(hosts, host, alone.value, args);
  }
  return retryFailedServices(hosts, host, await findFailedServices(hosts, host, args), args);
}

/** A failure of the host's own becomes its result; one of Nix as such ends everything. */
async function resultOf(host: string, read: () => Promise<Manifest>): Promise<HostResult> {
  try {
    const outcome = await attempt(read);
    return "value" in outcome ? { host, manifest: outcome.value } : { host, error: outcome.failure };
  } catch (error) {
    // Nix ended well and printed what cannot be read.
    if (error instanceof NixError && error.process === undefined) return { host, error };
    throw error;
  }
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) =>
    items.slice(i * size, (i + 1) * size),
  );
}
