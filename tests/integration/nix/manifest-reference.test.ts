import { createHash } from "node:crypto";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { evaluate, manifestOf, serviceIn } from "../../support/nix.ts";

const HOST = `import ${join(import.meta.dirname, "../../fixtures/hosts/reference.nix")}`;
const manifest = manifestOf(HOST);
const scriptOf = (name: string) => serviceIn(manifest, name).reference?.script;
const forced = (name: string) => `{ forceScripts = true; only = [ "${name}" ]; }`;
const untouchable = (more: string) =>
  `let host = ${HOST}; in { config = { systemd = host.config.systemd // { packages = abort "touched"; }; ${more} }; }`;
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

test("finds each service's reference script among packages of all kinds, and keeps each script once", () => {
  assert.is(scriptOf("one"), scriptOf("twin"));
  assert.is.not(scriptOf("one"), scriptOf("two"));
  assert.equal(Object.keys(manifest.scripts).toSorted(), [scriptOf("one"), scriptOf("two")].toSorted());
});

test("a script is known by the hash of its text", () => {
  const packages = `(${HOST}).config.systemd.packages`;
  const text = evaluate(`(builtins.elemAt ${packages} 6).buildCommand`) as string;
  assert.is(scriptOf("two"), sha256(text));
});

test("a script's lines are trimmed, without comments, blank lines and the shell's path", () => {
  const lines = manifest.scripts[scriptOf("one") ?? ""] ?? [];
  assert.equal(
    lines,
    ["first line", "indented", "binsh=", "end"].map((text) => ({ text, sha256: sha256(text) })),
  );
  assert.equal(manifest.scripts[scriptOf("two") ?? ""], lines);
});

test("a service without a reference has none", () => {
  assert.is(serviceIn(manifest, "alone").reference, null);
});

test("a script is not read where PrivateTmp is no boolean, unless that is asked for", () => {
  assert.equal(serviceIn(manifest, "disconnected").reference, { script: null });
  assert.equal(serviceIn(manifest, "unset").reference, { script: null });
  const tolerant = manifestOf(HOST, forced("tolerant"));
  assert.equal(Object.values(tolerant.scripts), [[{ text: "one line", sha256: sha256("one line") }]]);
  assert.throws(() => manifestOf(HOST, forced("disconnected")), "must not be read");
});

test("gives the reference's derivation where it is wanted and can be evaluated", () => {
  const wanting = manifestOf(HOST, '{ want = [ "reference" ]; }');
  const { drv } = serviceIn(wanting, "one").reference ?? {};
  assert.match(drv?.drvPath ?? "", /-chroot-paths\.drv$/);
  assert.match(drv?.path ?? "", /-chroot-paths$/);
  assert.is(serviceIn(wanting, "disconnected").reference?.drv, undefined);
  assert.is(serviceIn(manifest, "one").reference?.drv, undefined);
});

test("never touches systemd.packages when the dialect is declared, by the host or by an argument", () => {
  const declared = manifestOf(untouchable('confinedUnits.dialect = "2022";'));
  assert.is(declared.declaredDialect, "2022");
  assert.is(serviceIn(declared, "one").reference, null);
  assert.is(
    manifestOf(untouchable('confinedUnits.dialect = "2022";'), '{ dialect = "2024"; }').declaredDialect,
    "2024",
  );
  assert.throws(() => manifestOf(untouchable("")), "touched");
  assert.throws(
    () => manifestOf(untouchable("confinedUnits.dialect = 2022;")),
    "expected a string or null, got a int",
  );
});

test("finds the reference in a declared dialect where it is wanted: among the packages, else beside the host", () => {
  const wanting = '{ want = [ "reference" ]; dialect = "2024"; }';
  assert.match(serviceIn(manifestOf(HOST, wanting), "one").reference?.drv?.path ?? "", /-chroot-paths$/);
  const module = join(import.meta.dirname, "../../fixtures/hosts/nixpkgs");
  const beside = manifestOf(
    `let host = ${HOST}; in { config.systemd = host.config.systemd // { packages = [ ]; }; pkgs = { path = ${module}; lib = { }; }; }`,
    wanting,
  );
  assert.match(serviceIn(beside, "alone").reference?.drv?.path ?? "", /-beside-alone$/);
  assert.equal(Object.values(beside.scripts).length, 1);
  const without = manifestOf(
    `let host = ${HOST}; in { inherit (host) config; pkgs.path = /nowhere; }`,
    wanting,
  );
  assert.is(serviceIn(without, "alone").reference, null);
});

test("a list of packages that throws leaves services without a reference", () => {
  const thrown = manifestOf(
    `let host = ${HOST}; in { config.systemd = host.config.systemd // { packages = throw "no"; }; }`,
  );
  assert.is(serviceIn(thrown, "one").reference, null);
});

test.run();
