import { ServiceError } from "../base/errors.ts";
import { contextRoots } from "../store-path/context.ts";
import type { ClosureGraph } from "../store-path/graph.ts";
import type { RootsOf } from "./generate.ts";

/** Where the closures of a host's services start, each by the one way that there is for it (nix/roots.nix). */
export interface Roots {
  /** Output paths by `<drvPath>!<output>`. */
  outputs?: Record<string, string>;
  /** The store paths that a service's text names, which are those of its context. */
  paths?: Record<string, string[]>;
  /** The store path of a service's text. */
  texts?: Record<string, string>;
}

/** `graph` holds all that the table names. */
export function rootsFrom({ outputs, paths, texts }: Roots, graph: ClosureGraph): RootsOf {
  const table = tableOf(outputs);
  const [inText, built] = [tableOf(paths), tableOf(texts)];
  return ({ name, context }) => {
    const text = built.get(name);
    // A text's references are what Nix found in it, so they are roots as good as those of its context.
    if (text !== undefined) return graph.references(text) ?? [];
    const named = inText.get(name);
    if (named === undefined) return contextRoots(graph, context, table);
    requireBuilt(name, named, graph);
    return named;
  };
}

/** A service may be called like a member of all objects. */
const tableOf = <T>(entries: Record<string, T> = {}) => new Map(Object.entries(entries));

/** All that a context names is built, so a path that is not in the graph does not belong to this context. */
function requireBuilt(service: string, paths: readonly string[], graph: ClosureGraph): void {
  const foreign = paths.find((path) => !graph.has(path));
  if (foreign === undefined) return;
  throw new ServiceError(
    service,
    `its package text names ${foreign}, but its string context names another derivation of the same name`,
    { hint: "interpolate the package itself, so that text and context belong together" },
  );
}
