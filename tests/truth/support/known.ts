import { readFileSync } from "node:fs";
import { join } from "node:path";

const FILE = join(import.meta.dirname, "../known-differences.txt");

/** What the file starts with. */
export const KNOWN_HEAD =
  "# Where the audit differs from what happens, today: a test fails for a line too many and for one too few.\n" +
  "# `npm run truth -- --known` writes the file.\n";

/** Differences between the audit and what happens that are known: a line each, `#` starts a comment. */
export function knownDifferences(): string[] {
  return readFileSync(FILE, "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));
}
