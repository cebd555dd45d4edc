import type { Confidence, Place } from "./place.ts";

/** What is looked for in the value of an option. */
export type Target =
  /** The option itself. */
  | { kind: "option" }
  /** Something below it: `["FOO"]` in the value of `environment`; with `within`, something in the value of that. */
  | { kind: "attribute"; path: readonly string[]; within?: Target }
  /** An element of a list, counted from 0 in the list as this definition writes it. */
  | { kind: "element"; index: number }
  /** A piece of an evaluated string. With `value`, the whole string as evaluated, and `offset` in it, the place is exact. */
  | { kind: "text"; text: string; value?: string; offset?: number }
  /** The expression that gives a store path. With `value`, the string it occurs in as evaluated, the place is exact. */
  | { kind: "storePath"; storePath: string; value?: string };

/** Where something is written, as far as it is known. */
export interface Found {
  /** The file as the module system names it, or in the working tree; line and column are 0 where only the file is known. */
  place: Place;
  /** Whether the place is that of the target, or only of the option that holds it. */
  refined: boolean;
  confidence: Confidence;
  /** One sentence about why it is not more exact; null: it is exact. */
  reason: string | null;
}

/** A mistake in how confinement is written, which the evaluated host does not show. */
export interface SourceMistake {
  kind:
    /** `confinement` inside `serviceConfig`: systemd would get a setting of that name. */
    | "inside-service-config"
    /** Options of `confinement` for a service that no file switches it on for. */
    | "never-enabled"
    /** Options of `confinement` beside `enable = false`. */
    | "disabled";
  /** Null where the name is computed. */
  service: string | null;
  /** The options below `confinement` that are written there, such as `packages`. */
  options: string[];
  place: Place;
  confidence: Confidence;
}
