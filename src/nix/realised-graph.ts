import { resolveContext } from "../core/closure.ts";
import type { Context } from "../core/manifest/types.ts";
import type { Nix } from "./nix.ts";
import { referenceGraph, type PathInfo } from "./path-info.ts";
import { realiseContext } from "./realise.ts";

/** Package texts with their contexts, of one service or of a fleet. */
export interface Texts {
  contexts: readonly Context[];
  /** What the contexts belong to; store paths that are read here are looked up early. */
  texts: readonly string[];
}

export interface RealisedGraph {
  /** Output paths by `<drvPath>!<output>`. */
  outputs: Map<string, string>;
  graph: Map<string, PathInfo>;
}

/**
 * A store path as it is written in a unit; the folder of the store may be any, within bounds: a text of megabytes that looks like
 * one long path is read as fast as any other.
 */
const STORE_PATH = /(?:\/[\w.+-]{1,99}){1,9}\/[0-9a-df-np-sv-z]{32}-[\w+.?=-]{1,211}/g;

/**
 * Builds or fetches what contexts name, and gives the closure of it all. Both are questions to the store, so they are asked
 * at once: a text names the very paths that its context stands for, and mostly they are there already. What that guess
 * missed is asked for afterwards. Throws NixError as realiseContext does.
 */
export async function realisedGraph(nix: Nix, { contexts, texts }: Texts): Promise<RealisedGraph> {
  const guessed = new Set(texts.flatMap((text) => text.match(STORE_PATH) ?? []));
  const early = referenceGraph(nix, [...guessed]).catch(() => new Map<string, PathInfo>());
  const outputs = await realiseContext(nix, contexts);
  // What belongs to a derivation that is named with all its outputs is none of a context's own roots.
  const roots = new Set([
    ...contexts.flatMap((context) => resolveContext(context, outputs)),
    ...outputs.values(),
  ]);
  const graph = await early;
  const missed = [...roots].filter((path) => !graph.has(path));
  if (missed.length > 0) for (const [path, info] of await referenceGraph(nix, missed)) graph.set(path, info);
  return { outputs, graph };
}
