/** A short run of each target, the same each time. Longer ones are run by hand: CONTRIBUTING.md, "Tests". */
import { test } from "uvu";
import { skipped } from "../../support/skip.ts";
import { fuzzOnce } from "./engine.ts";
import { TARGETS } from "./targets.ts";

const SEED = 1;
const RUNS = 200;

for (const target of TARGETS) {
  test(`${target.name}: whatever is read, nothing but an error of ours is thrown`, () => {
    if (target.missing !== undefined) return skipped(target.missing);
    for (let run = 0; run < RUNS; run++) fuzzOnce(target, SEED, run);
  });
}

test.run();
