/**
 * Runs the services of tests/truth and writes docs/reference/audit-truth.md: `npm run truth`. Prints where the audit and what
 * happened differ; `--known` writes that to tests/truth/known-differences, for later work to empty.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../tests/support/run.ts";
import { whyNoTruth } from "../tests/truth/support/host.ts";
import { differences } from "../tests/truth/support/judge.ts";
import { KNOWN_HEAD, knownFile, TRUTH_DIALECTS } from "../tests/truth/support/known.ts";
import { truthPage } from "../tests/truth/support/page.ts";
import { findTruth } from "../tests/truth/support/truth.ts";

const missing = whyNoTruth();
if (missing !== null) {
  process.stderr.write(`the services cannot be run: ${missing}\n`);
  process.exit(3);
}
for (const dialect of TRUTH_DIALECTS) {
  const cases = await findTruth({ dialect });
  if (dialect === TRUTH_DIALECTS[0])
    writeFileSync(join(root, "docs/reference/audit-truth.md"), truthPage(cases));
  const found = differences(cases);
  process.stdout.write([...found, `${found.length} differences by the rules of ${dialect}`, ""].join("\n"));
  if (process.argv.includes("--known"))
    writeFileSync(knownFile(dialect), `${KNOWN_HEAD}${found.map((line) => `${line}\n`).join("")}`);
}
