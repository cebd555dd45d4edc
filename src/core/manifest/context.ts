import { boolean, listOf, optional, recordOf, string, type Read } from "./shape.ts";
import type { Context } from "./types.ts";

/** Reads what `builtins.getContext` gave. Throws ManifestError. */
export const context: Read<Context> = recordOf((place) => {
  const path = optional(place, "path", boolean);
  const allOutputs = optional(place, "allOutputs", boolean);
  const outputs = optional(place, "outputs", listOf(string));
  return {
    ...(path === undefined ? {} : { path }),
    ...(allOutputs === undefined ? {} : { allOutputs }),
    ...(outputs === undefined ? {} : { outputs }),
  };
});
