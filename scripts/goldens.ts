/**
 * Records anew what is made from other files and kept: the command line's sessions, the findings of rules, and the profiles of
 * the module. `npm run goldens [-- NAME…]`; the diff shows what changed.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { replay, TRANSCRIPTS } from "../tests/integration/cli/transcript.ts";
import { loadCases, snapshotFile, snapshotOf } from "../tests/unit/features/audit/cases.ts";
import { writeProfiles } from "./goldens/profiles.ts";

const wanted = process.argv.slice(2);
const isWanted = (name: string) => wanted.length === 0 || wanted.includes(name);

if (isWanted("profiles")) report("profiles", writeProfiles());
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
  report(name, after !== before);
}

function report(name: string, changed: boolean): void {
  process.stdout.write(`${changed ? "changed" : "same   "}  ${name}\n`);
}
