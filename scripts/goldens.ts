/** Records the command line's sessions anew: `npm run goldens [-- NAME…]`. What has changed shows in the diff. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { replay, TRANSCRIPTS } from "../tests/cli/transcript.ts";

const wanted = process.argv.slice(2);
for (const name of readdirSync(TRANSCRIPTS).toSorted()) {
  if (wanted.length > 0 && !wanted.includes(name) && !wanted.includes(name.replace(/\.txt$/, ""))) continue;
  const file = join(TRANSCRIPTS, name);
  const before = readFileSync(file, "utf8");
  const after = replay(before);
  if (after !== before) writeFileSync(file, after);
  process.stdout.write(`${after === before ? "same   " : "changed"}  ${name}\n`);
}
