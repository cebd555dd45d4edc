import { human } from "./human.ts";
import { jsonLines } from "./json-lines.ts";
import { json } from "./json.ts";

/** The reporters by the name that `--reporter` takes. */
export const REPORTERS = { human, json, "json-lines": jsonLines };

export type ReporterName = keyof typeof REPORTERS;
