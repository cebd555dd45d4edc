import { absolutePath, boolean, listOf, optional, recordOf, string, type Read } from "./shape.ts";
import type { Context } from "../store-path/context.ts";

/** Reads what `builtins.getContext` gave. Throws ManifestError. */
export const context: Read<Context> = (place) => {
  const read = entries(place);
  for (const path of Object.keys(read)) absolutePath({ value: path, pointer: place.pointer });
  return read;
};

const entries = recordOf((place) => {
  const path = optional(place, "path", boolean);
  const allOutputs = optional(place, "allOutputs", boolean);
  const outputs = optional(place, "outputs", listOf(string));
  return {
    ...(path === undefined ? {} : { path }),
    ...(allOutputs === undefined ? {} : { allOutputs }),
    ...(outputs === undefined ? {} : { outputs }),
  };
});
