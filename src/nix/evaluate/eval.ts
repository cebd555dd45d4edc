import type { Source } from "./flake-ref.ts";
import { openFleet, type EvaluateOptions, type HostResult } from "./fleet.ts";
import type { Nix } from "../nix.ts";

export type { EvaluateOptions, HostResult } from "./fleet.ts";

/** The manifests of a source's hosts, all at once, in the order asked for, else ascending by name. Throws as `openFleet` does. */
export async function evaluateHosts(
  nix: Nix,
  source: Source,
  options: EvaluateOptions,
): Promise<HostResult[]> {
  const { batches } = await openFleet(nix, source, options);
  const results: HostResult[] = [];
  for await (const batch of batches) results.push(...batch);
  return results;
}
