import type { NotLookedAt } from "../base/unknown.ts";
import type { NixJob, NixResults } from "../nix-source/jobs.ts";
import type { ShellFacts } from "../programs/shell.ts";

/** What the worker is asked to do; texts are those of others. */
export type Job = NixJob | { kind: "shell"; text: string };

/** What each kind of job gives. */
export interface Results extends NixResults {
  shell: ShellFacts;
}

/** What the worker answers with, once for each job and in their order. */
export type Answer<K extends keyof Results = keyof Results> =
  | { value: Results[K] }
  | NotLookedAt
  /** The parser aborted, and so is in no state to be used again. */
  | { gaveUp: string }
  /** A defect of ours; the stack. */
  | { defect: string };
