/**
 * Runs the services of tests/truth and writes docs/reference/audit-truth.md: `npm run truth`. Prints where the audit and what
 * happened differ; `--known` writes that to tests/truth/known-differences.txt, for later work to empty.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { KNOWN_HEAD } from "../tests/truth/support/known.ts";
import { differences } from "../tests/truth/support/judge.ts";
import { whyNoTruth } from "../tests/truth/support/host.ts";
import { truthPage } from "../tests/truth/support/page.ts";
import { findTruth } from "../tests/truth/support/truth.ts";
import { root } from "../tests/support/run.ts";

const missing = whyNoTruth();
if (missing !== null) {
  process.stderr.write(`the services cannot be run: ${missing}\n`);
  process.exit(3);
}
const cases = await findTruth();
writeFileSync(join(root, "docs/reference/audit-truth.md"), truthPage(cases));
const found = differences(cases);
process.stdout.write(`${[...found, `${found.length} differences`].join("\n")}\n`);
if (process.argv.includes("--known"))
  writeFileSync(join(root, "tests/truth/known-differences.txt"), `${KNOWN_HEAD}${found.join("\n")}\n`);
