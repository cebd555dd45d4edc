import type { NotLookedAt } from "../base/unknown.ts";
import type { Found } from "../manifest/target.ts";
import type { Question } from "./locate.ts";
import type { Mention } from "./syntax/mentions.ts";

/** What is asked of a Nix file; texts are those of others. */
export type NixJob = { kind: "mentions"; text: string } | ({ kind: "locate" } & Question);

/** What each kind of job gives. */
export interface NixResults {
  mentions: Mention[];
  locate: Found;
}

/** The thread that parses, as far as this room needs it; see src/parsing. */
export interface NixParser {
  run<K extends keyof NixResults>(
    name: string,
    job: Extract<NixJob, { kind: K }>,
  ): Promise<{ value: NixResults[K] } | NotLookedAt>;
}
