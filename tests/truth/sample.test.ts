/** One group of the services; truth.slow.test.ts runs all. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { skipped } from "../support/skip.ts";
import { whyNoTruth } from "./support/host.ts";
import { differences, type TruthCase } from "./support/judge.ts";
import { knownDifferences } from "./support/known.ts";
import { findTruth } from "./support/truth.ts";

const missing = whyNoTruth();
const test = suite<{ cases: TruthCase[] }>("a sample of truth");

test.before(async (context) => {
  if (missing === null) context.cases = await findTruth({ group: "exec-lines" });
});

test("the Exec lines end as systemd is known to end them", ({ cases }) => {
  if (missing !== null) return skipped(missing);
  const ended = Object.fromEntries(
    cases.map(({ service, unconfined, confined }) => [service, `${unconfined.status} ${confined.status}`]),
  );
  assert.is(ended["two"], "works works");
  assert.is(ended["two-misspelt"], "203/EXEC 203/EXEC");
  assert.is(ended["continued-stray"], "works 1");
  assert.is(ended["condition-alone"], "works skipped");
  assert.is(ended["ignored-misspelt"], "works works");
});

test("the audit differs from what happens where it is known to, and nowhere else", ({ cases }) => {
  if (missing !== null) return skipped(missing);
  const here = new Set(cases.map(({ service }) => service));
  const known = knownDifferences().filter((line) => here.has(line.split(" ").at(-1)!));
  assert.equal(differences(cases), known);
});

test.run();
