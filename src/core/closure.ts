import { ConfinedUnitsError } from "./errors.ts";
import type { Context } from "./manifest/types.ts";

/** Store paths and what each refers to. */
export interface Graph extends ReadonlyMap<string, readonly string[]> {
  /** The paths that a derivation in the graph builds, in the graph or not. Absent where no derivation is in it. */
  readonly outputsOf?: (drvPath: string) => readonly string[];
}

/** Length of the hash part in the name of a store path. */
const HASH_LENGTH = 32;

/** Nix's base 32, which leaves out e, o, t and u: by code unit, whether it is one of its digits. */
const IS_DIGIT = Array.from({ length: 128 }, (_, code) =>
  /[0-9a-df-np-sv-z]/.test(String.fromCharCode(code)),
);

const STORE_NAME = /\/([0-9a-df-np-sv-z]{32})-[^/]*$/;

/** The hash part of a store path, or null where it has none. */
export function storePathHash(path: string): string | null {
  return STORE_NAME.exec(path)?.[1] ?? null;
}

/** All paths that can be reached from the roots, them included. Throws for a path that the graph does not hold. */
export function closureOf(graph: Graph, roots: Iterable<string>): Set<string> {
  const closure = new Set(roots);
  // A Set can be walked while it grows: each path is visited once.
  for (const path of closure) {
    const references = graph.get(path);
    if (references === undefined) {
      throw new ConfinedUnitsError("nix", `${path} is missing from the reference graph`, {
        hint: "it may have been collected as garbage in between; run the command again",
      });
    }
    for (const reference of references) closure.add(reference);
  }
  return closure;
}

/**
 * The closure that the reference binds, ascending by store path: what Nix exports to the reference's builder for the text.
 */
export function packageClosure(graph: Graph, roots: Iterable<string>, text: string): string[] {
  // By code unit, which for store paths, all ASCII, is Nix's order by bytes.
  return [...exportedClosure(graph, textClosure(graph, roots, text))].sort();
}

/**
 * What a package text refers to, with all that this refers to. Nix finds the references when the text is built: the paths of
 * the build's inputs (the closure of `roots`, which the text's context names) whose hash part occurs in the text
 * (nix-facts: "What the reference's closure is"; Nix's `scanForReferences`). A build that has the text as its input sees these
 * paths in a sandbox, and no others.
 */
export function textClosure(graph: Graph, roots: Iterable<string>, text: string): Set<string> {
  const all = [...roots];
  const inputs = closureOf(graph, all);
  const mentioned = new Set(mentionedPaths(text, pathsByHash(graph)).filter((path) => inputs.has(path)));
  // A text mostly names all that its context does, and then the closure is known already.
  return all.every((root) => mentioned.has(root)) ? inputs : closureOf(graph, mentioned);
}

/**
 * A closure as `exportReferencesGraph` hands it to a builder: with the closures of what its derivations build. Once: a
 * derivation that only such an output refers to adds nothing (`exportReferences` of Nix). Throws for an output that
 * the graph does not hold.
 */
export function exportedClosure(graph: Graph, closure: ReadonlySet<string>): ReadonlySet<string> {
  const outputs = builtBy(graph, closure);
  return outputs.length === 0 ? closure : new Set([...closure, ...closureOf(graph, outputs)]);
}

/** What the derivations among these paths build. */
export function builtBy({ outputsOf }: Graph, paths: Iterable<string>): string[] {
  if (outputsOf === undefined) return [];
  return [...paths].filter(isDerivation).flatMap((path) => outputsOf(path));
}

export function isDerivation(path: string): boolean {
  return path.endsWith(".drv");
}

/** Paths whose hash part stands anywhere in the text, glued to something else or not. */
function mentionedPaths(text: string, byHash: ReadonlyMap<string, readonly string[]>): string[] {
  const mentioned: string[] = [];
  // No regular expression: the longest run that one can match is shorter than a text may be.
  for (let end = 1, run = 0; end <= text.length; end++) {
    run = IS_DIGIT[text.charCodeAt(end - 1)] === true ? run + 1 : 0;
    if (run >= HASH_LENGTH) mentioned.push(...(byHash.get(text.slice(end - HASH_LENGTH, end)) ?? []));
  }
  return mentioned;
}

/** Made once per graph: all services of a host look their hashes up in the same one. */
const indexes = new WeakMap<Graph, ReadonlyMap<string, readonly string[]>>();

function pathsByHash(graph: Graph): ReadonlyMap<string, readonly string[]> {
  const known = indexes.get(graph);
  if (known !== undefined) return known;
  const index = new Map<string, string[]>();
  for (const path of graph.keys()) {
    const hash = storePathHash(path);
    if (hash === null) continue;
    const same = index.get(hash);
    if (same === undefined) index.set(hash, [path]);
    else same.push(path);
  }
  indexes.set(graph, index);
  return index;
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
        throw new ConfinedUnitsError("nix", `the path of output ${output} of ${path} is not known`);
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
export function contextRoots(graph: Graph, context: Context, outputs: ReadonlyMap<string, string>): string[] {
  const whole = Object.keys(context).filter((path) => context[path]!.allOutputs === true);
  return [...resolveContext(context, outputs), ...builtBy(graph, closureOf(graph, whole))];
}
