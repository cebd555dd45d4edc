/** Records the command line's sessions and the findings of rules anew: `npm run goldens [-- NAME…]`. The diff shows what changed. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { replay, TRANSCRIPTS } from "../tests/cli/transcript.ts";
import { loadCases, snapshotFile, snapshotOf } from "../tests/unit/features/audit/cases.ts";

const wanted = process.argv.slice(2);
const isWanted = (name: string) => wanted.length === 0 || wanted.includes(name);

for (const [code, cases] of await loadCases()) {
  if (isWanted(code) || isWanted("rules")) record(snapshotFile(code), code, () => snapshotOf(cases));
}
for (const file of readdirSync(TRANSCRIPTS).toSorted()) {
  if (isWanted(file) || isWanted(file.replace(/\.txt$/, ""))) record(join(TRANSCRIPTS, file), file, replay);
}

function record(file: string, name: string, make: (before: string) => string): void {
  const before = existsSync(file) ? readFileSync(file, "utf8") : "";
  const after = make(before);
  if (after !== before) writeFileSync(file, after);
  process.stdout.write(`${after === before ? "same   " : "changed"}  ${name}\n`);
}
