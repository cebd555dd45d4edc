import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { manifestOf, serviceIn } from "../../support/nix.ts";

const HOST = `import ${join(import.meta.dirname, "../../fixtures/hosts/broken.nix")}`;
const CAUGHT = ["assertion", "enable", "good", "missing", "number", "private", "root", "thrown", "whole"];

const argsFor = (names: readonly string[], more = "") =>
  `{ only = ${JSON.stringify(names).replaceAll(",", " ")}; ${more} }`;

/** What Nix says when one service alone is evaluated strictly. */
function messageOf(name: string): string {
  try {
    manifestOf(HOST, argsFor([name], "strict = true;"));
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error(`${name} evaluated`);
}

test("a service that throws or asserts is an entry without a message, and the others are unharmed", () => {
  const { services } = manifestOf(HOST, argsFor(CAUGHT));
  const failed = services.filter((service) => "error" in service);
  const names = ["assertion", "enable", "missing", "number", "private", "thrown", "whole"];
  assert.equal(
    failed,
    names.map((name) => ({ error: null, name })),
  );
  assert.is(services.length, failed.length + 2);
});

test("a RootDirectory that does not evaluate is no failure: the drop-in does not depend on it", () => {
  const root = serviceIn(manifestOf(HOST, argsFor(["root"], "strict = true;")), "root");
  assert.equal(root.settings, { PrivateTmp: "disconnected", RootDirectory: null });
});

test("an error that tryEval cannot catch ends the evaluation, unless the service is left out", () => {
  assert.throws(
    () => manifestOf(HOST, argsFor(["good", "uncatchable"])),
    /noSuchAttribute|is a list|found a list/,
  );
  assert.is(manifestOf(HOST, argsFor(["good"])).services.length, 1);
});

test("strict, a service's own message is seen", () => {
  assert.match(messageOf("thrown"), "no shell here");
  assert.match(messageOf("whole"), "the whole service");
  assert.match(messageOf("enable"), "cannot say whether");
  assert.match(messageOf("private"), "conflicting definitions");
  assert.match(messageOf("assertion"), /assertion|is not equal/);
});

test("a value of the wrong type is an error that names it", () => {
  assert.match(
    messageOf("number"),
    'systemd.services."number".confinement.packages: expected a string, a path or a package, got a int',
  );
  assert.match(
    messageOf("missing"),
    /systemd\.services\."missing"\.confinement\.\w+: expected .*, it is missing/,
  );
});

test.run();
