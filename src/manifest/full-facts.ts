import { context } from "./context.ts";
import {
  boolean,
  fail,
  listOf,
  member,
  natural,
  object,
  optional,
  orNull,
  recordOf,
  string,
  type Read,
} from "./shape.ts";
import type { Definition, FullFacts, Json } from "./types.ts";

/** Far more than nix/manifest.nix writes, and little enough for functions that call themselves for each level. */
const MAX_LEVELS = 100;

// A value that came out of JSON.parse is JSON; its shape is the option's, not the manifest's.
const json: Read<Json> = (place) =>
  isDeeper(place.value, MAX_LEVELS) ? fail(place, `at most ${MAX_LEVELS} levels`) : (place.value as Json);

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((each) => isDeeper(each, levels - 1));
}

const settings = orNull(recordOf(json), "an object");

const definition: Read<Definition> = (place) => ({
  option: listOf(string)(member(place, "option")),
  file: string(member(place, "file")),
  line: natural(member(place, "line")),
  column: natural(member(place, "column")),
});

/** Reads the facts of the full depth. Throws ManifestError. */
export const decodeFullFacts: Read<FullFacts> = (place) => {
  object(place);
  return {
    serviceConfig: settings(member(place, "serviceConfig")),
    unitText: orNull(string, "a string")(member(place, "unitText")),
    environment: settings(member(place, "environment")),
    path: orNull(listOf(string), "a list")(member(place, "path")),
    context: context(member(place, "context")),
    // Absent in older manifests.
    ownModule: optional(place, "ownModule", boolean) ?? false,
    profiles: optional(place, "profiles", listOf(string)) ?? [],
    ignore: optional(place, "ignore", recordOf(string)) ?? {},
    definitions: listOf(definition)(member(place, "definitions")),
  };
};
