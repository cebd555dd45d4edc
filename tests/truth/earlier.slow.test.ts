/** All services by the rules of nixpkgs 22.11 to 24.05. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { skipped } from "../support/skip.ts";
import { whyNoTruth } from "./support/host.ts";
import { differences } from "./support/judge.ts";
import { knownDifferences } from "./support/known.ts";
import { findTruth } from "./support/truth.ts";

const test = suite("truth by earlier rules");

test("the audit differs from what happens where it is known to, and nowhere else", async () => {
  const missing = whyNoTruth();
  if (missing !== null) return skipped(missing);
  assert.equal(differences(await findTruth({ dialect: "2022" })), knownDifferences("2022"));
});

test.run();
