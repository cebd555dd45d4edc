import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { nix } from "../../support/nix.ts";
import { skipped } from "../../support/skip.ts";
import { nixOf, replay, TRANSCRIPTS } from "./transcript.ts";

const installed = nix("nix", ["--version"]).trim().split(" ").at(-1)!;

for (const name of readdirSync(TRANSCRIPTS).toSorted()) {
  test(`${name}: prints and ends as recorded`, () => {
    const recorded = readFileSync(join(TRANSCRIPTS, name), "utf8");
    const wanted = nixOf(recorded);
    if (wanted !== null && wanted !== installed) {
      return skipped(`it holds words of Nix ${wanted}, and this is ${installed}`);
    }
    assert.fixture(replay(recorded), recorded);
  });
}

test.run();
