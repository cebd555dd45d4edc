import { ConfinedUnitsError } from "../base/errors.ts";
import type { ClosureGraph } from "./graph.ts";
import { HASH_DIGITS, HASH_LENGTH, hashPart, type StorePath } from "./store-path.ts";

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
      throw new ConfinedUnitsError("store-unreadable", `${path} is missing from the reference graph`, {
        hint: "it may have been collected as garbage in between; run the command again",
      });
    }
    for (const reference of references) closure.add(reference);
  }
  return closure;
}

/**
 * The closure that the reference binds, ascending by store path: that of a text file's references. Nix finds those when
 * the text is built: the paths of the build's inputs (the closure of `roots`, which the text's context names) whose hash
 * part occurs in the text (nix-facts: "What the reference's closure is"; Nix's `scanForReferences`).
 */
export function packageClosure(graph: ClosureGraph, roots: Iterable<string>, text: string): StorePath[] {
  const all = [...roots];
  const inputs = closureOf(graph, all);
  const mentioned = new Set(mentionedPaths(text, pathsByHash(graph)).filter((path) => inputs.has(path)));
  // A text mostly names all that its context does, and then the closure is known already.
  const closure = all.every((root) => mentioned.has(root)) ? inputs : closureOf(graph, mentioned);
  // By code unit, which for store paths, all ASCII, is Nix's order by bytes.
  return [...closure].sort() as StorePath[];
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
