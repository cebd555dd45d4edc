import { ConfinedUnitsError, ManifestError } from "../core/errors.ts";
import type { Manifest } from "../core/manifest/types.ts";
import { attempt } from "./attempt.ts";
import type { NixError } from "./errors.ts";
import type { Source } from "./flake-ref.ts";
import type { ManifestArguments } from "./host-function.ts";
import { hostsOf, requireHosts, type Hosts } from "./hosts.ts";
import { isolateServices } from "./isolate.ts";
import { mendServices } from "./mend.ts";
import { explainSource, nameOfSource } from "./missing-source.ts";
import type { Nix } from "./nix.ts";
import { openSource, type OpenSource } from "./source.ts";

export interface EvaluateOptions extends ManifestArguments {
  /** Hosts to evaluate; absent: all of them. */
  hosts?: readonly string[] | undefined;
}

export type HostResult = { host: string; manifest: Manifest } | { host: string; error: ConfinedUnitsError };

/**
 * The manifests of a source's hosts, in the order asked for, else ascending by name: one evaluation where all is well.
 * A host that does not evaluate is a result with its error; a service that does not is a FailedService with Nix's message.
 * Throws UsageError for a host, file or local flake that does not exist and for a flake without `nixosConfigurations`, and
 * NixError where Nix fails before it comes to the hosts.
 */
export async function evaluateHosts(
  nix: Nix,
  source: Source,
  options: EvaluateOptions,
): Promise<HostResult[]> {
  const { hosts: asked, ...args } = options;
  const wanted = asked === undefined ? null : [...new Set(asked)];
  const batch = await readBatch(nix, source, await openSource(nix, source), wanted, args);
  requireHosts(wanted ?? [], batch.existing, nameOfSource(source));
  const chosen = wanted ?? batch.existing;
  const results: HostResult[] = [];
  for (const host of chosen) {
    // What failed with one host in the batch need not be tried again.
    const failure = chosen.length === 1 ? batch.failure : undefined;
    results.push(await resultOf(host, () => readHost(batch, host, args, failure)));
  }
  return results;
}

interface Batch {
  hosts: Hosts;
  existing: string[];
  /** All that was wanted; empty where the batch failed. */
  manifests: Map<string, Manifest>;
  failure?: NixError;
}

/** All wanted hosts in one evaluation; where that fails, the names of the hosts. */
async function readBatch(
  nix: Nix,
  source: Source,
  opened: OpenSource,
  wanted: readonly string[] | null,
  args: ManifestArguments,
): Promise<Batch> {
  const hosts = hostsOf(source, opened);
  const read = await attempt(() => hosts.read(wanted, args));
  if ("value" in read) return { hosts, existing: read.value.hosts, manifests: read.value.manifests };
  const names = await attempt(() => hosts.names());
  if ("value" in names) return { hosts, existing: names.value, manifests: new Map(), failure: read.failure };
  const other = await attempt(() => opened.alternative());
  if ("value" in other && other.value !== null) return readBatch(nix, source, other.value, wanted, args);
  throw explainSource(source, names.failure, nix.settings.cwd ?? process.cwd());
}

async function readHost(
  batch: Batch,
  host: string,
  args: ManifestArguments,
  failure: NixError | undefined,
): Promise<Manifest> {
  const { hosts, manifests } = batch;
  const known = manifests.get(host);
  if (known !== undefined) return mendServices(hosts, host, known, args);
  if (failure === undefined) {
    const alone = await attempt(() => hosts.readOne(host, args));
    if ("value" in alone) return mendServices(hosts, host, alone.value, args);
  }
  return mendServices(hosts, host, await isolateServices(hosts, host, args), args);
}

/** A failure of the host's own becomes its result; one of Nix as such ends everything. */
async function resultOf(host: string, read: () => Promise<Manifest>): Promise<HostResult> {
  try {
    const outcome = await attempt(read);
    return "value" in outcome ? { host, manifest: outcome.value } : { host, error: outcome.failure };
  } catch (error) {
    if (error instanceof ManifestError) return { host, error };
    throw error;
  }
}
