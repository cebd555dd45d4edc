import type { Place } from "../manifest/place.ts";
import type { Found } from "../manifest/target.ts";
import type { Definition } from "../manifest/types.ts";
import { inWorkingTree, type SourceMapping } from "../nix/evaluate/mapping.ts";

/** The place that Nix gives of a definition, for want of a better one; `reason` says why, in a sentence. */
export function unrefined(
  { file, line, column }: Definition,
  mappings: readonly SourceMapping[],
  reason: string,
  place: Partial<Place> = {},
): Found {
  const at = { file: inWorkingTree(file, mappings), line, column, endLine: line, endColumn: column };
  return { place: { ...at, ...place }, refined: false, confidence: "high", reason };
}
