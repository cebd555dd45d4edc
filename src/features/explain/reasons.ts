import type { ClosureGraph } from "../../store-path/graph.ts";
import type { Definition, Service } from "../../manifest/types.ts";
import { sourcesOf } from "../../service/sources.ts";
import { builtBy } from "../../store-path/closure.ts";
import { pathsMeant } from "./match.ts";

/** Why a store path is in a chroot: the option, the text in it, and from the path that it names one reference after another. */
export interface Reason {
  option: string[];
  text: string;
  places: Definition[];
  /** From the path that the text names to the one that was asked for, both included. */
  chain: string[];
}

/** Why some paths are in a service's chroot. */
export interface Reasons {
  service: string;
  paths: readonly { path: string; reasons: readonly Reason[] }[];
}

/** Why the paths that a word means are in a chroot, of which `inside` are the store paths; null: it means none of them. */
export function reasonsIn(
  service: Service,
  graph: ClosureGraph,
  inside: readonly string[],
  word: string,
): Reasons | null {
  const meant = pathsMeant(word, inside);
  if (meant.length === 0) return null;
  const paths = meant.map((path) => ({ path, reasons: reasonsFor(service, graph, inside, path) }));
  return { service: service.name, paths };
}

/** More than these say nothing new of a path that everything refers to. */
const MAX_REASONS = 100;

/** The shortest chains by which each text adds a path, all of one length per text; shortest first. */
export function reasonsFor(
  service: Service,
  graph: ClosureGraph,
  inside: readonly string[],
  wanted: string,
): Reason[] {
  const reasons: Reason[] = [];
  for (const { option, text, places, roots, closure } of sourcesOf(service, graph, inside)) {
    if (!closure.has(wanted)) continue;
    for (const chain of shortestChains(graph, roots, wanted)) reasons.push({ option, text, places, chain });
  }
  return reasons.toSorted((a, b) => a.chain.length - b.chain.length).slice(0, MAX_REASONS);
}

/** All shortest ways from one of the roots, breadth first and then back from the end. */
function shortestChains(graph: ClosureGraph, roots: readonly string[], wanted: string): string[][] {
  const level = new Map(roots.map((root) => [root, 0]));
  const parents = new Map<string, string[]>();
  for (const [path, depth] of level) {
    if (path === wanted) break;
    for (const next of [...(graph.references(path) ?? []), ...builtBy(graph, [path])]) {
      const known = level.get(next);
      if (known === undefined) level.set(next, depth + 1);
      if (known === undefined || known === depth + 1) parents.set(next, [...(parents.get(next) ?? []), path]);
    }
  }
  const chains: string[][] = [];
  const ways = [[wanted]];
  for (let way = ways.pop(); way !== undefined && chains.length < MAX_REASONS; way = ways.pop()) {
    const first = way[0]!;
    if (level.get(first) === 0) chains.push(way);
    else for (const parent of parents.get(first) ?? []) ways.push([parent, ...way]);
  }
  return chains.toSorted((a, b) => (a.join() < b.join() ? -1 : 1));
}
