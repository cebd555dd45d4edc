import { test } from "uvu";
import * as assert from "uvu/assert";
import { ServiceError } from "../../../src/base/errors.ts";
import { dialectFacts } from "../../../src/reference/rules.ts";
import { DialectDriftError } from "../../../src/reference/script.ts";
import type { DropInSettings } from "../../../src/manifest/types.ts";
import { SCRIPTS, failure, manifest, script, service, storePath } from "../../support/services.ts";

/** The facts of a service with a reference script. */
function read(name: string, roles: keyof typeof SCRIPTS, settings: DropInSettings) {
  const unit = service(name, [], { settings, reference: { script: "key" } });
  return dialectFacts(unit, manifest([unit], null, { key: script(SCRIPTS[roles]) }));
}

const HIDDEN = ["InaccessiblePaths=-+/tmp", "InaccessiblePaths=-+/var/tmp"];

test("the script decides what is written, RootDirectory only what it is called", () => {
  for (const RootDirectory of [null, "/var/empty", "/run/confinement/web", storePath(1, "web-chroot")]) {
    for (const PrivateTmp of [true, false]) {
      const settings = { PrivateTmp, RootDirectory };
      assert.is(read("web", "2019", settings).layout, "unit-file");
      assert.equal(read("web", "2022", settings).inaccessible, []);
      assert.equal(read("web", "2024", settings).inaccessible, HIDDEN);
    }
  }
});

test("the dialect is named after what RootDirectory was at the time", () => {
  const name = (roles: keyof typeof SCRIPTS, RootDirectory: string | null, unit = "web") =>
    read(unit, roles, { PrivateTmp: true, RootDirectory }).dialect;
  assert.is(name("2019", storePath(1, "web-chroot")), "2019");
  assert.is(name("2022", "/var/empty"), "2022");
  assert.is(name("2022", "/run/confinement/web"), "2024");
  assert.is(name("2022", "/run/confinement/worker-", "worker@"), "2024");
  assert.is(name("2022", "/run/confinement/%n"), "2025");
  assert.is(name("2022", "/run/confinement/worker@%i", "worker@"), "2025");
});

test("a root that a service has for itself leaves the lines to tell", () => {
  const settings = { PrivateTmp: false, RootDirectory: "/srv/root" };
  assert.is(read("web", "2022", settings).dialect, "2022");
  assert.is(read("web", "2024", settings).dialect, "2024");
  assert.is(read("web", "2024", { ...settings, RootDirectory: null }).dialect, "2024");
});

test("a script that could be read although PrivateTmp is a string is of 2026, or older than all that", () => {
  const RootDirectory = "/run/confinement/web";
  assert.is(read("web", "2022", { PrivateTmp: "disconnected", RootDirectory }).dialect, "2026");
  assert.is(read("web", "2024", { PrivateTmp: "no", RootDirectory }).dialect, "2026");
  assert.is(read("web", "2022", { PrivateTmp: "yes", RootDirectory: "/var/empty" }).dialect, "2022");
  assert.is(read("web", "2019", { PrivateTmp: "yes", RootDirectory: null }).dialect, "2019");
});

test("a script that was not read is due to PrivateTmp", () => {
  const unread = (PrivateTmp: DropInSettings["PrivateTmp"]) => {
    const unit = service("web", [], {
      settings: { PrivateTmp, RootDirectory: null },
      reference: { script: null },
    });
    return failure(ServiceError, () => dialectFacts(unit, manifest([unit], null)));
  };
  assert.match(
    unread("disconnected").message,
    /the string "disconnected", which nixpkgs before pull request 560614/,
  );
  assert.match(unread(null).message, /PrivateTmp is not set/);
});

test("without a reference and a declaration there are no rules", () => {
  const unit = service("web");
  const error = failure(ServiceError, () => dialectFacts(unit, manifest([unit], null)));
  assert.match(error.message, /^service "web": /);
  assert.match(error.hint ?? "", /config\.confinedUnits\.dialect in the host, or --dialect/);
});

test("what is declared comes before what is read", () => {
  const unit = service("web", [], { reference: { script: "key" } });
  const scripts = { key: script(SCRIPTS["2019"]) };
  assert.is(dialectFacts(unit, manifest([unit], "2022", scripts)).layout, "drop-in");
  const drifted = manifest([unit], "2022", { key: [{ sha256: "", text: "new" }] });
  assert.is(dialectFacts(unit, drifted).layout, "drop-in");
  failure(DialectDriftError, () => dialectFacts(unit, { ...drifted, declaredDialect: null }));
});

test.run();
