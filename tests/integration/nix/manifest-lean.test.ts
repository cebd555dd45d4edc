import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import type { Context } from "../../../src/manifest/types.ts";
import { MANIFEST_NIX, evaluate, manifestOf, nix, serviceIn } from "../../support/nix.ts";

const HOST = `import ${join(import.meta.dirname, "../../fixtures/hosts/contexts.nix")}`;
const manifest = manifestOf(HOST);
const paths = evaluate(`
  let host = ${HOST}; path = builtins.unsafeDiscardStringContext;
  in { one = "\${host.one}"; oneDrv = path host.one.drvPath; bin = "\${host.two}"; lib = "\${host.two.out}/lib";
       twoDrv = path host.two.drvPath; }`) as Record<"one" | "oneDrv" | "bin" | "lib" | "twoDrv", string>;

const hostWith = (pkgs: string) => `{ config.systemd.services = { }; pkgs = ${pkgs}; }`;
const kindsOf = (context: Context) => Object.values(context);

test("a lean manifest forces nothing that it does not report", () => {
  assert.is(manifest.schema, 1);
  assert.is(manifest.depth, "lean");
  assert.is(manifest.declaredDialect, "2024");
  assert.is(manifest.system, null);
  assert.is(manifest.nodejs, null);
  assert.equal(manifest.scripts, {});
});

test("lists confined services only, ascending by name", () => {
  const names = manifest.services.map(({ name }) => name);
  assert.equal(names, ['a b"${c}@:\\[x]ü\n', "everything", "outputs", "plain", "shell", "source"]);
});

test("makes names safe for paths as the reference does", () => {
  assert.is(serviceIn(manifest, 'a b"${c}@:\\[x]ü\n').pathSafeName, 'a b"${c}---xü\n');
});

test("writes packages as text, says which were derivations, and keeps repeated and empty ones", () => {
  const { confinement, packageText } = serviceIn(manifest, "outputs");
  assert.equal(confinement.packages, [paths.one, paths.bin, paths.lib, "", paths.one]);
  assert.equal(confinement.packageKinds, ["derivation", "derivation", "string", "string", "derivation"]);
  assert.is(packageText, [paths.one, paths.bin, paths.lib, "", paths.one].join("\n"));
});

test("reports all three kinds of string context", () => {
  assert.equal(serviceIn(manifest, "outputs").context, {
    [paths.oneDrv]: { outputs: ["out"] },
    [paths.twoDrv]: { outputs: ["bin", "out"] },
  });
  assert.equal(kindsOf(serviceIn(manifest, "source").context), [{ path: true }]);
  assert.equal(serviceIn(manifest, "everything").context, { [paths.twoDrv]: { allOutputs: true } });
});

test("does not copy a path value into the store", () => {
  const { packageText, context } = serviceIn(manifest, "plain");
  assert.is(packageText, `/etc/hosts\n${join(import.meta.dirname, "../../fixtures/hosts/data/file")}`);
  assert.equal(context, {});
});

test("reports mode, fullUnit, binSh and settings", () => {
  const { confinement, settings, reference } = serviceIn(manifest, "shell");
  assert.equal(
    { ...confinement, settings, reference },
    {
      enable: true,
      mode: "chroot-only",
      fullUnit: true,
      binSh: "/bin/sh",
      packages: [],
      packageKinds: [],
      settings: { PrivateTmp: true, RootDirectory: null },
      reference: null,
    },
  );
});

test("looks at no other services than `only` names, and ignores names that do not exist", () => {
  const some = manifestOf(HOST, '{ only = [ "plain" "off" "nowhere" "everything" ]; }');
  assert.equal(
    some.services,
    manifest.services.filter(({ name }) => name === "plain" || name === "everything"),
  );
  assert.equal(manifestOf(HOST, "{ only = [ ]; }").services, []);
});

test("the text works in pure evaluation and fits into one argument", () => {
  const text = readFileSync(MANIFEST_NIX, "utf8");
  assert.ok(
    Buffer.byteLength(text) < 32 * 1024,
    "one argument holds 128 KiB, and the hosts' names are in it too",
  );
  const service = `{ confinement = { enable = true; mode = "m"; fullUnit = false; binSh = null; packages = [ ]; }; }`;
  const output = nix("nix", [
    "eval",
    "--json",
    "--expr",
    `{ config.systemd.services.one = ${service}; }`,
    "--apply",
    `host: (${text}) { } host`,
  ]);
  assert.is(JSON.parse(output).services[0].name, "one");
});

test("takes the platform and the host's Node.js, the slim one first, past names that throw", () => {
  const node = `derivation { name = "node"; system = "x86_64-linux"; builder = "/bin/sh"; }`;
  const both = manifestOf(
    hostWith(`{ stdenv.hostPlatform.system = "x"; nodejs-slim = ${node}; }`),
    '{ want = [ "nodejs" ]; }',
  );
  assert.is(both.system, "x");
  assert.match(both.nodejs?.path ?? "", /-node$/);
  assert.equal(kindsOf(both.nodejs?.context ?? {}), [{ outputs: ["out"] }]);
  const broken = manifestOf(
    hostWith(`{ system = "y"; nodejs-slim = throw "gone"; nodejs = ${node}; }`),
    '{ want = [ "nodejs" ]; }',
  );
  assert.is(broken.system, "y");
  assert.equal(broken.nodejs, both.nodejs);
  assert.is(manifestOf(hostWith("{ }"), '{ want = [ "nodejs" ]; }').nodejs, null);
});

test("refuses arguments that it does not know", () => {
  assert.throws(
    () => manifestOf(HOST, '{ depth = "deep"; }'),
    'depth: expected "lean" or "full", got "deep"',
  );
  assert.throws(
    () => manifestOf(HOST, '{ want = [ "all" ]; }'),
    'want: expected "nodejs" or "reference", got ["all"]',
  );
  assert.throws(() => manifestOf("{ }"), "expected an evaluated NixOS host: it has no `config`");
});

test("PrivateTmp as a list fails nothing: whether the rules need it is not asked here", () => {
  const confinement = '{ enable = true; mode = "m"; fullUnit = false; binSh = null; packages = [ ]; }';
  const privateTmp = (value: string) => {
    const config = `{ systemd.services.x = { confinement = ${confinement}; serviceConfig.PrivateTmp = ${value}; }; }`;
    return serviceIn(manifestOf(`{ config = ${config}; }`), "x").settings.PrivateTmp;
  };
  assert.equal(["[ true ]", "1", '"no"', "false"].map(privateTmp), [null, "1", "no", false]);
});

test.run();
