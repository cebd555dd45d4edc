/** Runs the recorded sessions that are named, or all. The driver runs this file once for each, so that they are parallel. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { nix } from "../../support/nix.ts";
import { skipped } from "../../support/skip.ts";
import { nixOf, replay, TRANSCRIPTS } from "./transcript.ts";

const named = process.argv.slice(2);

for (const name of named.length > 0 ? named : readdirSync(TRANSCRIPTS).toSorted()) {
  test(`${name}: prints and ends as recorded`, () => {
    const recorded = readFileSync(join(TRANSCRIPTS, name), "utf8");
    const wanted = nixOf(recorded);
    const installed = wanted === null ? null : nix("nix", ["--version"]).trim().split(" ").at(-1)!;
    if (wanted !== installed) return skipped(`it holds words of Nix ${wanted}, and this is ${installed}`);
    assert.fixture(replay(recorded), recorded);
  });
}

test.run();
