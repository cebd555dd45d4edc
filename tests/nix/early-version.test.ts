import { test } from "uvu";
import * as assert from "uvu/assert";
import { askVersionEarly, earlyAnswer } from "../../src/nix/early-version.ts";
import { createNix } from "../../src/nix/nix.ts";
import { isNixSince } from "../../src/nix/version.ts";
import { folderWith } from "./support.ts";
import { chmodSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A Nix that counts how often it is asked. */
function countingNix(version: string): { binary: string; count(): number } {
  const folder = folderWith({
    nix: `#!/bin/sh\necho asked >> "$0.log"\necho "nix (Nix) ${version}"\n`,
    "nix.log": "",
  });
  const binary = join(folder, "nix");
  chmodSync(binary, 0o755);
  return { binary, count: () => readFileSync(`${binary}.log`, "utf8").split("\n").length - 1 };
}

test("the answer that is on its way is taken, and Nix is not asked again", async () => {
  const { binary, count } = countingNix("2.18.1");
  askVersionEarly({ CONFINED_UNITS_NIX: binary }, process.cwd());
  assert.ok(isNixSince(await createNix({ binary }).version(), [2, 18]));
  assert.is(count(), 1);
});

test("another Nix than the one that was asked answers for itself", async () => {
  const early = countingNix("2.18.1");
  const used = countingNix("2.26.3");
  askVersionEarly({ CONFINED_UNITS_NIX: early.binary }, process.cwd());
  assert.ok(isNixSince(await createNix({ binary: used.binary }).version(), [2, 26]));
});

test("an early answer does not excuse an old Nix, and a missing one is no error yet", async () => {
  const { binary } = countingNix("2.3.16");
  askVersionEarly({ CONFINED_UNITS_NIX: binary }, process.cwd());
  let message = "";
  await createNix({ binary })
    .version()
    .catch((error: Error) => void (message = error.message));
  assert.match(message, "2.3.16");
  askVersionEarly({ CONFINED_UNITS_NIX: "/nowhere/nix" }, process.cwd());
  assert.is(earlyAnswer("/nowhere/nix"), undefined);
});

test.run();
