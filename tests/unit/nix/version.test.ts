import { test } from "uvu";
import * as assert from "uvu/assert";
import { ConfinedUnitsError } from "../../../src/base/errors.ts";
import { compareVersions, isNixSince, parseNixVersion, requireSupported } from "../../../src/nix/version.ts";
import { thrownBy } from "../../integration/nix/support.ts";

const PRINTED: [string, string, number[], "Nix" | "Lix"][] = [
  ["nix (Nix) 2.8.0\n", "2.8.0", [2, 8, 0], "Nix"],
  ["nix (Nix) 2.26.3\n", "2.26.3", [2, 26, 3], "Nix"],
  ["nix (Nix) 2.34.8pre20260401_0123456\n", "2.34.8pre20260401_0123456", [2, 34, 8], "Nix"],
  ["nix (Nix) 3.0\n", "3.0", [3, 0], "Nix"],
  ["nix (Lix, like Nix) 2.93.0\nSystem type: x86_64-linux\n", "2.93.0", [2, 93, 0], "Lix"],
  ["nix (Determinate Nix 3.6.0) 2.29.0\n", "2.29.0", [2, 29, 0], "Nix"],
];

test("reads what Nix and its like print", () => {
  for (const [printed, text, numbers, implementation] of PRINTED) {
    assert.equal(parseNixVersion(printed), { text, numbers, implementation });
  }
});

test("what is no version of Nix is an error that quotes it", async () => {
  for (const printed of ["", "git version 2.39.2", "nix (Nix) unknown"]) {
    const error = await thrownBy(ConfinedUnitsError, () => parseNixVersion(printed));
    assert.match(error.message, JSON.stringify(printed));
    assert.match(error.hint ?? "", "CONFINED_UNITS_NIX");
  }
});

test("versions compare as tuples, not part by part", () => {
  assert.ok(compareVersions([3, 0], [2, 8]) > 0);
  assert.ok(compareVersions([2, 10], [2, 9]) > 0);
  assert.ok(compareVersions([2, 7, 9], [2, 8]) < 0);
  assert.is(compareVersions([2, 8], [2, 8, 0]), 0);
});

test("a version of Lix says nothing about what Nix of that number can do", () => {
  assert.ok(isNixSince(parseNixVersion("nix (Nix) 2.26.0"), [2, 26]));
  assert.not.ok(isNixSince(parseNixVersion("nix (Nix) 2.25.9"), [2, 26]));
  assert.not.ok(isNixSince(parseNixVersion("nix (Lix, like Nix) 2.93.0"), [2, 26]));
});

test("older than 2.8 is refused with the way out", async () => {
  requireSupported(parseNixVersion("nix (Nix) 2.8.0"));
  const error = await thrownBy(ConfinedUnitsError, () =>
    requireSupported(parseNixVersion("nix (Nix) 2.7.1")),
  );
  assert.is(error.message, "Nix 2.7.1 is too old: at least 2.8 is needed");
  assert.match(error.hint ?? "", "CONFINED_UNITS_NIX");
});

test.run();
