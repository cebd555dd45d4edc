/**
 * Records anew what is made from other files and kept: the command line's sessions and the profiles of the module that it knows.
 * `npm run goldens [-- NAME…]`; `profiles` is the name of the latter. What has changed shows in the diff.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { replay, TRANSCRIPTS } from "../tests/cli/transcript.ts";
import { writeProfiles } from "./goldens/profiles.ts";

const wanted = process.argv.slice(2);
const isWanted = (name: string) =>
  wanted.length === 0 || wanted.includes(name) || wanted.includes(name.replace(/\.txt$/, ""));
const report = (name: string, changed: boolean) =>
  void process.stdout.write(`${changed ? "changed" : "same   "}  ${name}\n`);

if (isWanted("profiles")) report("profiles", writeProfiles());
for (const name of readdirSync(TRANSCRIPTS).toSorted()) {
  if (!isWanted(name)) continue;
  const file = join(TRANSCRIPTS, name);
  const before = readFileSync(file, "utf8");
  const after = replay(before);
  if (after !== before) writeFileSync(file, after);
  report(name, after !== before);
}
