import type { Shebang } from "./shebang.ts";
import type { Confidence } from "../manifest/place.ts";

/** What a shell script would start, write and read, as far as its text says. */
export interface ShellFacts {
  shebang: Shebang | null;
  /** In the order of the text, builtins and the script's own functions left out. */
  commands: ShellCommand[];
  /** Absolute paths at other places than the command's. */
  paths: ShellPath[];
  /** Assignments to PATH, in the order of the text. */
  searchPaths: SearchPath[];
  /** Names that the script itself asks after: `command -v NAME`, `type NAME`, `hash NAME`, `which NAME`. */
  probed: string[];
  functions: string[];
  /** Sentences about what could not be read: broken syntax, a script too long. */
  problems: { line: number; problem: string }[];
}

/** What a script asks before a part of it runs: whether a path is there, or a variable that it does not set has a value. */
export interface Condition {
  kind: "path" | "variable";
  name: string;
  /** The answer with which the part runs. */
  holds: boolean;
}

/** How certain it is that a part of a script runs, and what it does there if it fails. */
export interface Reached {
  /**
   * `always`: on the straight path; `maybe`: in a loop; `rarely`: in a branch, or in several loops; `never`: behind `exit`, or in a
   * function that nothing calls.
   */
  runs: "always" | "maybe" | "rarely" | "never";
  /** What has to hold besides; absent: nothing. */
  when?: readonly Condition[];
  /** Whether the script fails where it fails; not so before `|| true`, in a condition, or without `set -e` in front of other lines. */
  failureMatters: boolean;
}

export interface ShellCommand extends Reached {
  /** As it is written, quotes removed; null where it is computed. */
  name: string | null;
  kind: "bare" | "absolute" | "relative" | "unknown";
  /** From 1, in the script. */
  line: number;
  column: number;
  /** The text of the word. */
  text: string;
  /** The commands through which it is started, outermost first: `["env", "xargs"]`. */
  via: string[];
  /**
   * `medium`: the script goes on when it fails, its name comes from a variable that is set once, or it may be a function of a file that
   * is sourced; `low`: the script asks whether it is there, the word may be an option's value, or the script has problems.
   */
  confidence: Confidence;
}

export interface ShellPath extends Reached {
  path: string;
  use: "write" | "read" | "source" | "argument";
  line: number;
  column: number;
  confidence: Confidence;
}

export interface SearchPath {
  /** The directories in order; null for a part that is computed; `$PATH` for the value before. */
  directories: (string | null)[];
  /** Whether it holds for the one command it stands before only. */
  forOneCommand: boolean;
  line: number;
  column: number;
}
