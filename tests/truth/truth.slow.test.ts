/** All services: what the audit says against what happens, the known differences, and the page that is made of it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { root } from "../support/run.ts";
import { skipped } from "../support/skip.ts";
import { servicesWritten } from "./support/comments.ts";
import { whyNoTruth } from "./support/host.ts";
import { differences, fateOf, type TruthCase } from "./support/judge.ts";
import { knownDifferences } from "./support/known.ts";
import { truthPage } from "./support/page.ts";
import { findTruth } from "./support/truth.ts";

const missing = whyNoTruth();
const test = suite<{ cases: TruthCase[] }>("truth");

test.before(async (context) => {
  if (missing === null) context.cases = await findTruth();
});

test("every service that is written is run", ({ cases }) => {
  if (missing !== null) return skipped(missing);
  assert.ok(cases.length >= 80);
  assert.equal(
    cases.map(({ service }) => service),
    [...servicesWritten().keys()],
  );
  for (const fate of ["chroot", "anyway", "works"] as const)
    assert.ok(
      cases.some((each) => fateOf(each) === fate),
      fate,
    );
});

test("the audit differs from what happens where it is known to, and nowhere else", ({ cases }) => {
  if (missing !== null) return skipped(missing);
  const known = knownDifferences();
  process.stdout.write(`${known.length} known differences:\n${known.join("\n")}\n`);
  assert.equal(differences(cases), known);
});

test("the page in docs/reference says what happens", ({ cases }) => {
  if (missing !== null) return skipped(missing);
  const page = readFileSync(join(root, "docs/reference/audit-truth.md"), "utf8");
  assert.is(page, truthPage(cases), "`npm run truth` writes it");
});

test.run();
