import type { ConfinedUnitsError } from "../core/errors.ts";
import type { Manifest } from "../core/manifest/types.ts";
import type { Nix } from "./nix.ts";
import type { Source } from "./flake-ref.ts";

/** What nix/manifest.nix is called with. */
export interface ManifestArguments {
  depth: "lean" | "full";
  /** Services to look at; null or absent: all. */
  only?: readonly string[] | null;
  /** Declares the dialect, so that the reference is not looked at. */
  dialect?: string | null;
  want?: readonly ("reference" | "nodejs")[];
}

export interface EvaluateOptions extends ManifestArguments {
  /** Hosts to evaluate; absent: all of them. */
  hosts?: readonly string[];
}

export type HostResult = { host: string; manifest: Manifest } | { host: string; error: ConfinedUnitsError };

/**
 * The manifests of a source's hosts, in the order asked for, else ascending by name; one process where all is well.
 * A host that does not evaluate is a result with its error; a service that does not is a FailedService with Nix's message.
 * Throws where there is nothing to evaluate: UsageError for a host that does not exist, NixError for a flake that does not.
 */
export function evaluateHosts(nix: Nix, source: Source, options: EvaluateOptions): Promise<HostResult[]> {
  return Promise.reject(new Error(`${nix} ${source.kind} ${options.depth}`));
}
