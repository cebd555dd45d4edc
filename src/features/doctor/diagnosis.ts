/** One thing that was looked at. `problem`: commands will fail; `note`: some are slower or not available. */
export interface Diagnosis {
  what: string;
  level: "ok" | "note" | "problem";
  says: string;
  hint?: string;
}
