import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The dialects whose rules the services are confined by; the page is about the first one. */
export const TRUTH_DIALECTS = ["2024", "2022"] as const;

/** The list of a dialect. */
export const knownFile = (dialect: string): string =>
  join(import.meta.dirname, `../known-differences/${dialect}.txt`);

/** What the file starts with. */
export const KNOWN_HEAD =
  "# Where the audit differs from what happens, today: a test fails for a line too many and for one too few.\n" +
  "# `npm run truth -- --known` writes the files.\n";

/** Differences between the audit and what happens that are known: a line each, `#` starts a comment. */
export function knownDifferences(dialect = "2024"): string[] {
  return readFileSync(knownFile(dialect), "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));
}
