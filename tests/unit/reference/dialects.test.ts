import { test } from "uvu";
import * as assert from "uvu/assert";
import {
  DIALECT_NAMES,
  DIALECTS,
  dialectOf,
  dialectOfRoot,
  rootOf,
  rulesOfNixpkgs,
  USUAL_DIALECT,
  type Evidence,
} from "../../../src/reference/dialects.ts";
import { LAYOUTS } from "../../../src/reference/layout.ts";
import { FROM_DIALECT, settingsOfMode } from "../../../src/reference/settings.ts";

const service = { pathSafeName: "web" };

test("each dialect has its root directory", () => {
  assert.equal(
    DIALECT_NAMES.map((dialect) => [dialect, rootOf(dialect, service)]),
    [
      ["2019", null],
      ["2022", "/var/empty"],
      ["2024", "/run/confinement/web"],
      ["2025", "/run/confinement/%n"],
      ["2026", "/run/confinement/%n"],
    ],
  );
});

test("users read the releases of nixpkgs", () => {
  assert.is(rulesOfNixpkgs("2024"), "rules of nixpkgs 24.11–25.05");
});

test("a service's name stands in its root as it is", () => {
  assert.is(rootOf("2024", { pathSafeName: "a$&{name}" }), "/run/confinement/a$&{name}");
});

test("the root of a running unit says which dialect it follows", () => {
  assert.is(dialectOfRoot("/nix/store/0-web-chroot"), "2019");
  assert.is(dialectOfRoot("/var/empty"), "2022");
  assert.is(dialectOfRoot("/run/confinement/web"), "2024");
  assert.is(dialectOfRoot("/run/confinement/web.service"), "2025");
  assert.is(dialectOfRoot("/srv/root"), USUAL_DIALECT);
  assert.is(dialectOfRoot(""), USUAL_DIALECT);
});

test("each dialect's own evidence is recognised, as far as it differs from that of an earlier one", () => {
  for (const dialect of DIALECT_NAMES) {
    const { layout, hidesTmp, privateTmp, readOnlyRoot } = DIALECTS[dialect];
    const isText = readOnlyRoot && privateTmp === "any";
    const evidence: Evidence = {
      layout,
      hidesTmp,
      PrivateTmp: isText ? "no" : false,
      RootDirectory: rootOf(dialect, service),
      ...service,
    };
    assert.is(dialectOf(evidence), dialect);
  }
});

test("what a dialect sets is a list without repetition, and the settings of all are known", () => {
  for (const dialect of DIALECT_NAMES) {
    const { settings } = DIALECTS[dialect];
    assert.is(new Set(settings).size, settings.length);
    for (const name of settings) assert.ok(FROM_DIALECT.includes(name), name);
  }
  assert.equal(FROM_DIALECT, [
    "InaccessiblePaths",
    "ReadOnlyPaths",
    "RootDirectory",
    "RuntimeDirectory",
    "TemporaryFileSystem",
  ]);
});

test("a mode switches all of its settings, but PrivateMounts", () => {
  const full = settingsOfMode("full-apivfs");
  const chroot = settingsOfMode("chroot-only");
  assert.equal(Object.keys(full), Object.keys(chroot));
  assert.equal(new Set(Object.values(full)), new Set([true]));
  assert.equal(
    Object.keys(chroot).filter((name) => chroot[name]),
    ["PrivateMounts"],
  );
});

test("a layout's directory entry begins where the unit's name ends", () => {
  for (const { entry } of Object.values(LAYOUTS)) assert.match(entry, /^\.service/);
});

test.run();
