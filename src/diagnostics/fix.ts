import { linesOf, titleOf, titleOfBinds, type Edit, type Subject } from "./edit.ts";

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

/** What a fix changes, without the names in it: fixes of one kind can be one fix. */
export function kindOfFix(fix: Fix): string {
  const [edit, ...more] = fix.edits;
  if (edit?.kind === "bind" && more.length === 0)
    return JSON.stringify([fix.applicability, edit.kind, edit.writable === true]);
  if (edit?.kind === "directory" && more.length === 0)
    return JSON.stringify([fix.applicability, edit.kind, edit.option]);
  return JSON.stringify(fix);
}

/** Fixes of one kind as one fix, which makes all their changes. */
export function oneFix(fixes: readonly [Fix, ...Fix[]]): Fix {
  const [first] = fixes;
  const edits = [
    ...new Map(fixes.flatMap((fix) => fix.edits).map((edit) => [JSON.stringify(edit), edit])).values(),
  ];
  if (edits.length < 2 || fixes.every((fix) => JSON.stringify(fix) === JSON.stringify(first))) return first;
  const [bind, ...binds] = edits.filter((edit) => edit.kind === "bind");
  // Binds and directories are written alike with and without our module.
  const lines = linesOf(edits, { name: "", ownModule: false });
  return { ...first, title: bind === undefined ? first.title : titleOfBinds([bind, ...binds]), lines, edits };
}
