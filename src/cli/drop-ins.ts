import { ConfinedUnitsError } from "../base/errors.ts";
import { generateDropIns, isFailed, type Generated } from "../drop-in/generate.ts";
import type { Context, Manifest } from "../manifest/types.ts";
import type { PlanOptions, StoreReader } from "../drop-in/plan.ts";
import { isCausedByInput } from "../nix/errors/errors.ts";
import type { Nix } from "../nix/nix.ts";
import type { ClosureGraph } from "../store-path/graph.ts";
import { realisedGraph } from "../nix/store/realised-graph.ts";
import type { Prepare } from "./for-each-host.ts";
import type { HostFailure, LoadedHost } from "./hosts.ts";
import type { Session } from "./session.ts";
import { storeReader } from "../fs/links.ts";
import { contextRoots } from "../store-path/context.ts";

/** A host with its drop-ins, and what is known of the store paths in them. */
export interface HostDropIns extends Generated {
  host: string;
  manifest: Manifest;
  graph: ClosureGraph;
}

/** Everything that a manifest's package texts name. */
export function contextsOf({ services }: Manifest): Context[] {
  return services.flatMap((service) => (isFailed(service) ? [] : [service.context]));
}

/**
 * Realise → closure → plan → render, for all hosts at once: one process realises, one reads the graph. Throws where a
 * package does not build.
 */
export async function makeDropIns(
  nix: Nix,
  hosts: readonly { host: string; manifest: Manifest }[],
  options: PlanOptions,
  store: StoreReader = storeReader(),
): Promise<HostDropIns[]> {
  const { outputs, graph } = await realisedGraph(
    nix,
    hosts.flatMap(({ manifest }) => contextsOf(manifest)),
  );
  return hosts.map(({ host, manifest }) => ({
    host,
    manifest,
    graph,
    ...generateDropIns(
      manifest,
      graph,
      ({ context }) => contextRoots(graph, context, outputs),
      store,
      options,
    ),
  }));
}

/**
 * The same for a loop over hosts: host by host where they fail together, so that one package that does not build stops no other host.
 */
export const dropInsOf =
  ({ nix }: Pick<Session, "nix">, options: PlanOptions, store?: StoreReader): Prepare<HostDropIns> =>
  (hosts) =>
    makeDropInsApart(nix, hosts, options, store);

/** The same, with the hosts that fail beside those that do not. */
export async function makeDropInsApart(
  nix: Nix,
  hosts: readonly LoadedHost[],
  options: PlanOptions,
  store?: StoreReader,
): Promise<{ made: HostDropIns[]; failures: HostFailure[] }> {
  if (hosts.length === 0) return { made: [], failures: [] };
  try {
    return { made: await makeDropIns(nix, hosts, options, store), failures: [] };
  } catch (error) {
    if (!(error instanceof ConfinedUnitsError) || !isCausedByInput(error)) throw error;
    const [only] = hosts;
    if (hosts.length === 1 && only !== undefined) return { made: [], failures: [{ host: only.host, error }] };
  }
  const made: HostDropIns[] = [];
  const failures: HostFailure[] = [];
  for (const host of hosts) {
    const apart = await makeDropInsApart(nix, [host], options, store);
    made.push(...apart.made);
    failures.push(...apart.failures);
  }
  return { made, failures };
}
