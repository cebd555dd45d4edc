import { ownerOf } from "../store-path/store-path.ts";
import type { Definition } from "../manifest/types.ts";
import type { Found, Target } from "../manifest/target.ts";

/** What `locate` of src/nix-source answers. */
export type Locate = (definition: Definition, target: Target) => Promise<Found>;

const BY_CONFIDENCE = { high: 2, medium: 1, low: 0 };

/**
 * The best place for something in an option that may have several definitions, or none of its own: then the option above it is asked.
 * A refined place is better than an option's, one of higher confidence better, a file of the user's better than one in the store.
 * Null: nothing defines the option or anything above it.
 */
export async function bestPlace(
  definitions: readonly Definition[],
  option: readonly string[],
  target: Target,
  locate: Locate,
): Promise<Found | null> {
  const own = definitions.filter((definition) => isPath(definition.option, option));
  const found = await Promise.all(own.map((definition) => locate(definition, target)));
  const [best] = found.toSorted((one, other) => worth(other) - worth(one));
  if (best !== undefined) return best;
  const [above, last] = [option.slice(0, -1), option.at(-1)];
  if (above.length === 0 || last === undefined) return null;
  return bestPlace(definitions, above, { kind: "attribute", path: [last], within: target }, locate);
}

function worth({ refined, confidence, place }: Found): number {
  return (refined ? 8 + BY_CONFIDENCE[confidence] * 2 : 0) + (ownerOf(place.file) === null ? 1 : 0);
}

function isPath(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((part, at) => part === other[at]);
}
