import { builtBy, closureOf } from "./closure.ts";
import type { ClosureGraph } from "./graph.ts";
import { ConfinedUnitsError } from "../base/errors.ts";

/**
 * What `builtins.getContext` says of a string: by store path, the outputs of a derivation (`outputs`), a plain path
 * (`path`), or a derivation with everything in its closure (`allOutputs`).
 */
export type Context = Record<string, ContextEntry>;

export interface ContextEntry {
  path?: boolean;
  allOutputs?: boolean;
  outputs?: string[];
}

/** What either of two strings' contexts names. */
export function bothContexts(one: Context, other: Context): Context {
  const both: Context = { ...one };
  for (const [path, entry] of Object.entries(other)) {
    const known = both[path] ?? {};
    const outputs = new Set([...(known.outputs ?? []), ...(entry.outputs ?? [])]);
    both[path] = { ...known, ...entry, ...(outputs.size === 0 ? {} : { outputs: [...outputs] }) };
  }
  return both;
}

/**
 * The store paths that a string context names. `outputs` gives the path of an output by `<drvPath>!<output>`; a derivation
 * with all its outputs stands for itself. Throws for an output that the table does not hold.
 */
export function resolveContext(context: Context, outputs: ReadonlyMap<string, string>): string[] {
  const roots: string[] = [];
  for (const [path, entry] of Object.entries(context)) {
    if (entry.path === true || entry.allOutputs === true) roots.push(path);
    for (const output of entry.outputs ?? []) {
      const root = outputs.get(`${path}!${output}`);
      if (root === undefined) {
        throw new ConfinedUnitsError(
          "store-unreadable",
          `the path of output ${output} of ${path} is not known`,
        );
      }
      roots.push(root);
    }
  }
  return roots;
}

/**
 * The same for a build: a derivation with all its outputs (`allOutputs`) adds what all derivations in its closure build.
 * One that is a path like any other does not (`builtins.unsafeDiscardOutputDependency`).
 */
export function contextRoots(
  graph: ClosureGraph,
  context: Context,
  outputs: ReadonlyMap<string, string>,
): string[] {
  const whole = Object.keys(context).filter((path) => context[path]!.allOutputs === true);
  return [...resolveContext(context, outputs), ...builtBy(graph, closureOf(graph, whole))];
}
