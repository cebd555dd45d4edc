import { linesOf, titleOf, type Edit, type Subject } from "./edit.ts";

/**
 * `safe`: the service can only do what it already tries to do. `unsafe`: it also changes what the service may do or see, so it
 * should be reviewed. `manual`: a person has to complete or choose it.
 */
export type Applicability = "safe" | "unsafe" | "manual";

/** One way to fix a finding. */
export interface Fix {
  /** An imperative clause without a full stop. */
  title: string;
  applicability: Applicability;
  /** Nix to stand in the service; that of a manual fix may have holes, such as `pkgs.…`, or comments. */
  lines: readonly string[];
  /** What the lines were made from; empty for a manual fix. */
  edits: readonly Edit[];
}

/** A fix before it is known which service it is for. */
export type Proposal =
  | { applicability: "safe" | "unsafe"; edits: readonly Edit[] }
  | { applicability: "manual"; title: string; lines: readonly string[] };

export const safe = (...edits: Edit[]): Proposal => ({ applicability: "safe", edits });

export const unsafe = (...edits: Edit[]): Proposal => ({ applicability: "unsafe", edits });

export const manual = (title: string, ...lines: string[]): Proposal => ({
  applicability: "manual",
  title,
  lines,
});

/** The proposals that this host has a way to write. */
export function fixesOf(proposals: readonly Proposal[], subject: Subject): Fix[] {
  return proposals.flatMap((proposal): Fix[] => {
    if (proposal.applicability === "manual") return [{ ...proposal, edits: [] }];
    const { applicability, edits } = proposal;
    const lines = linesOf(edits, subject);
    return lines.length === 0 ? [] : [{ title: edits.map(titleOf).join(", "), applicability, lines, edits }];
  });
}
