/** A stretch of a file; lines and columns from 1, columns in characters as Nix counts them, the end exclusive. */
export interface Place {
  file: string;
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
}

/** How much a rule may make of a fact. */
export type Confidence = "high" | "medium" | "low";
