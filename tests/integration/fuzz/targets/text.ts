import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../../support/run.ts";

/** An input as a program that reads UTF-8 has it. */
export const textOf = (input: Uint8Array): string => new TextDecoder().decode(input);

/** An input as JSON; undefined where it is none: what reads it is not asked then. */
export function jsonOf(input: Uint8Array): unknown {
  try {
    return JSON.parse(textOf(input));
  } catch {
    return undefined;
  }
}

/** The files below a directory of this project whose names end so. */
export function filesOf(directory: string, ending: string): string[] {
  return readdirSync(join(root, directory), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(ending))
    .toSorted()
    .map((file) => readFileSync(join(root, directory, file), "utf8"));
}
