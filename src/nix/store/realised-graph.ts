import type { ClosureGraph } from "../../store-path/graph.ts";
import { resolveContext } from "../../store-path/context.ts";
import { ConfinedUnitsError } from "../../base/errors.ts";
import type { Context } from "../../manifest/types.ts";
import { isCausedByInput } from "../errors/errors.ts";
import type { Nix } from "../nix.ts";
import { outputsOnDisk } from "./outputs-on-disk.ts";
import { referenceGraph } from "./path-info.ts";
import { realiseContext } from "./realise.ts";

export interface RealisedGraph {
  /** Output paths by `<drvPath>!<output>`. */
  outputs: Map<string, string>;
  graph: ClosureGraph;
}

/**
 * Builds or fetches what contexts name, and gives the closure of it all. Mostly everything is there already, and then the closure is
 * the one question that Nix is asked: its answer says that all of it is whole. Throws NixError as realiseContext does.
 */
export async function realisedGraph(nix: Nix, contexts: readonly Context[]): Promise<RealisedGraph> {
  const graphOf = (outputs: Map<string, string>) =>
    referenceGraph(nix, [
      ...contexts.flatMap((context) => resolveContext(context, outputs)),
      // What belongs to a derivation that is named with all its outputs is none of a context's own roots.
      ...outputs.values(),
    ]);
  const there = outputsOnDisk(contexts);
  if (there !== null) {
    try {
      return { outputs: there, graph: await graphOf(there) };
    } catch (error) {
      // Nix says by its exit status that a path is not whole, newer ones in the JSON.
      if (!(error instanceof ConfinedUnitsError) || !isCausedByInput(error)) throw error;
    }
  }
  const outputs = await realiseContext(nix, contexts);
  return { outputs, graph: await graphOf(outputs) };
}
