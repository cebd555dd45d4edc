import type { ShellFacts } from "../../core/facts/shell.ts";
import type { Found, Target } from "../../core/facts/source.ts";
import type { NotLookedAt } from "../../core/facts/unknown.ts";
import type { Definition } from "../../core/manifest/types.ts";
import type { SourceMapping } from "../mapping.ts";
import type { Mention } from "../nix/mentions.ts";

/** What the worker is asked to do; texts are those of others. */
export type Job =
  | { kind: "shell"; text: string }
  | { kind: "mentions"; text: string }
  | { kind: "locate"; definition: Definition; target: Target; mappings: readonly SourceMapping[] };

/** What each kind of job gives. */
export interface Results {
  shell: ShellFacts;
  mentions: Mention[];
  locate: Found;
}

/** What the worker answers with, once for each job and in their order. */
export type Answer<K extends keyof Results = keyof Results> =
  | { value: Results[K] }
  | NotLookedAt
  /** The parser aborted, and so is in no state to be used again. */
  | { gaveUp: string }
  /** A defect of ours; the stack. */
  | { defect: string };
