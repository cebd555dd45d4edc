import { createHash } from "node:crypto";
import type { Mutation, Operator } from "./operators.ts";

/**
 * So many mutations, the same ones for a seed: the areas take turns, and in an area its operators, so that neither a long table of
 * strings nor a large area is all that is chosen from.
 */
export function choose(areas: readonly (readonly Mutation[])[], count: number, seed: string): Mutation[] {
  const queues = areas.map((mutations) => {
    const byOperator = new Map<Operator, Mutation[]>();
    for (const mutation of shuffled(mutations, seed)) {
      const same = byOperator.get(mutation.operator) ?? [];
      byOperator.set(mutation.operator, [...same, mutation]);
    }
    return inTurns(shuffled([...byOperator.values()], seed));
  });
  return inTurns(queues).slice(0, count);
}

/** The first of each, the second of each, and so on. */
function inTurns<T>(lists: readonly (readonly T[])[]): T[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, at) => lists.flatMap((list) => list.slice(at, at + 1))).flat();
}

function shuffled<T>(items: readonly T[], seed: string): T[] {
  const rank = (at: number) => createHash("sha256").update(`${seed} ${at}`).digest("hex");
  return items
    .map((item, at) => ({ item, rank: rank(at) }))
    .toSorted((a, b) => (a.rank < b.rank ? -1 : 1))
    .map(({ item }) => item);
}
