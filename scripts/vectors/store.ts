import { closureOf } from "../../src/store-path/closure.ts";
import { graphOf, type ClosureGraph } from "../../src/store-path/graph.ts";
import type { StoreReader } from "../../src/drop-in/plan.ts";
import type { Inputs } from "./case.ts";

/** The recorded part of a store. */
export interface RecordedStore {
  graph: ClosureGraph;
  /** Every path but the text itself: which outputs a context names was not recorded. */
  roots: string[];
  store: StoreReader;
  /** What Nix found in the text. */
  found: string[];
}

/** The store that a case was recorded in, as far as it was recorded. */
export function recordedStore(inputs: Inputs): RecordedStore {
  const text = inputs.rootPaths?.path ?? "";
  const recorded = new Map((inputs.closure ?? []).map(({ path, references }) => [path, references]));
  const roots = [...recorded.keys()].filter((path) => path !== text);
  return {
    graph: withOutputs(graphOf(recorded), text),
    roots,
    store: storeOf(inputs),
    found: (recorded.get(text) ?? []).filter((path) => path !== text),
  };
}

/**
 * A derivation in a closure adds the closures of its outputs. Which path is built by which was not recorded, only
 * that a path which nothing refers to can be there for no other reason.
 */
function withOutputs(recorded: ClosureGraph, text: string): ClosureGraph {
  if (!recorded.has(text)) return recorded;
  const referred = closureOf(recorded, [text]);
  const outputs = [...recorded.paths()].filter((path) => !referred.has(path));
  if (outputs.length === 0) return recorded;
  return graphOf(
    [...recorded].map(([path, references]) => [
      path,
      path.endsWith(".drv") ? [...references, ...outputs] : references,
    ]),
  );
}

function storeOf({ confinement, binShResolved, closurePaths }: Inputs): StoreReader {
  const links = new Map((closurePaths ?? []).map((link) => [link.path, link]));
  const linkAt = (path: string) => {
    const link = links.get(path);
    if (link === undefined) throw new Error(`the case does not record ${path}`);
    return link;
  };
  return {
    isSymlink: (path) => linkAt(path).isSymlink,
    resolve: (path) => (path === confinement?.["binSh"] ? (binShResolved ?? null) : linkAt(path).resolved),
  };
}
