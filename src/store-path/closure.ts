import { ConfinedUnitsError } from "../base/errors.ts";
import type { ClosureGraph } from "./graph.ts";
import { HASH_DIGITS, HASH_LENGTH, hashPart, isDerivation, type StorePath } from "./store-path.ts";

/** By code unit, whether it is a digit of Nix's base 32. */
const DIGIT = new RegExp(`[${HASH_DIGITS}]`);
const IS_DIGIT = Array.from({ length: 128 }, (_, code) => DIGIT.test(String.fromCharCode(code)));

/** All paths that can be reached from the roots, them included. Throws for a path that the graph does not hold. */
export function closureOf(graph: ClosureGraph, roots: Iterable<string>): Set<string> {
  const closure = new Set(roots);
  // A Set can be walked while it grows: each path is visited once.
  for (const path of closure) {
    const references = graph.references(path);
    if (references === null) {
      throw new ConfinedUnitsError("store-unreadable", `${path} is missing from the closure graph`, {
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
export function packageClosure(graph: ClosureGraph, roots: Iterable<string>, text: string): StorePath[] {
  return ascending(exportedClosure(graph, textClosure(graph, roots, text)));
}

/** By code unit, which for store paths, all ASCII, is Nix's order by bytes. */
export const ascending = (paths: Iterable<string>): StorePath[] => [...paths].sort() as StorePath[];

/**
 * What a package text refers to, with all that this refers to. Nix finds the references when the text is built: the paths of
 * the build's inputs (the closure of `roots`, which the text's context names) whose hash part occurs in the text
 * (nix-facts: "What the reference's closure is"; Nix's `scanForReferences`). A build that has the text as its input sees these
 * paths in a sandbox, and no others.
 */
export function textClosure(graph: ClosureGraph, roots: Iterable<string>, text: string): Set<string> {
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
export function exportedClosure(graph: ClosureGraph, closure: ReadonlySet<string>): ReadonlySet<string> {
  const outputs = builtBy(graph, closure);
  return outputs.length === 0 ? closure : new Set([...closure, ...closureOf(graph, outputs)]);
}

/** What the derivations among these paths build. */
export function builtBy(graph: ClosureGraph, paths: Iterable<string>): string[] {
  return [...paths].filter(isDerivation).flatMap((path) => [...graph.outputsOf(path)]);
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
const indexes = new WeakMap<ClosureGraph, ReadonlyMap<string, readonly string[]>>();

function pathsByHash(graph: ClosureGraph): ReadonlyMap<string, readonly string[]> {
  const known = indexes.get(graph);
  if (known !== undefined) return known;
  const index = new Map<string, string[]>();
  for (const path of graph.paths()) {
    const hash = hashPart(path);
    if (hash === null) continue;
    const same = index.get(hash);
    if (same === undefined) index.set(hash, [path]);
    else same.push(path);
  }
  indexes.set(graph, index);
  return index;
}
