import { test } from "uvu";
import * as assert from "uvu/assert";
import { ServiceError, UsageError } from "../../../src/base/errors.ts";
import { DIALECT_NAMES, parseDialect, rulesOfNixpkgs } from "../../../src/reference/dialects.ts";
import { dialectFacts } from "../../../src/reference/rules.ts";
import type { DropInSettings } from "../../../src/manifest/types.ts";
import { failure, manifest, service } from "../../support/services.ts";

type PrivateTmp = DropInSettings["PrivateTmp"];

function facts(dialect: string, PrivateTmp: PrivateTmp) {
  const web = service("web", [], { settings: { PrivateTmp, RootDirectory: null } });
  return dialectFacts(web, manifest([web], dialect));
}

const HIDDEN = ["InaccessiblePaths=-+/tmp", "InaccessiblePaths=-+/var/tmp"];
const ANY: PrivateTmp[] = [true, false, null, "yes", "no", "disconnected", "bogus"];

test("2019 writes a unit file, 2022 a drop-in; neither hides anything, whatever PrivateTmp is", () => {
  for (const PrivateTmp of ANY) {
    assert.equal(facts("2019", PrivateTmp), { dialect: "2019", layout: "unit-file", inaccessible: [] });
    assert.equal(facts("2022", PrivateTmp), { dialect: "2022", layout: "drop-in", inaccessible: [] });
  }
});

for (const dialect of ["2024", "2025", "2026"] as const) {
  test(`${dialect} hides both directories unless PrivateTmp is true`, () => {
    assert.equal(facts(dialect, true), { dialect, layout: "drop-in", inaccessible: [] });
    assert.equal(facts(dialect, false), { dialect, layout: "drop-in", inaccessible: HIDDEN });
  });

  test(`${dialect} cannot do without PrivateTmp`, () => {
    const error = failure(ServiceError, () => facts(dialect, null));
    assert.match(error.message, /PrivateTmp is not set/);
    assert.match(error.hint ?? "", /to true or false/);
  });
}

for (const dialect of ["2024", "2025"] as const) {
  test(`${dialect} cannot read a string, and says what can be done`, () => {
    for (const value of ["yes", "no", "disconnected"]) {
      const error = failure(ServiceError, () => facts(dialect, value));
      assert.is(
        error.message,
        `service "web": serviceConfig.PrivateTmp is the string "${value}", which the ${rulesOfNixpkgs(dialect)} cannot read`,
      );
      assert.match(error.hint ?? "", /true or false; .*--dialect 2026/);
    }
  });
}

test("2026 reads a string as systemd does", () => {
  for (const value of ["yes", "y", "true", "t", "on", "1", "YES", "True", "disconnected"])
    assert.equal(facts("2026", value).inaccessible, [], value);
  for (const value of ["no", "n", "false", "f", "off", "0", "OFF"])
    assert.equal(facts("2026", value).inaccessible, HIDDEN, value);
  for (const value of ["", "bogus", "Disconnected", " yes", "2", "constructor"]) {
    const error = failure(ServiceError, () => facts("2026", value));
    assert.match(error.message, /which systemd does not know/, value);
  }
});

test("a dialect that is none is refused with those there are", () => {
  for (const dialect of DIALECT_NAMES) assert.is(parseDialect(dialect), dialect);
  for (const dialect of ["", "2023", "v3", "2024 "]) {
    const error = failure(UsageError, () => facts(dialect, true));
    assert.match(error.message, new RegExp(`no rules called "${dialect}"`));
    assert.match(error.hint ?? "", /2019, 2022, 2024, 2025, 2026/);
  }
});

test.run();
