/** Names that try to be more than names, evaluated by Nix: each comes out of the manifest as it went in, and spoils no other. */
import fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { decodeManifest } from "../../../src/manifest/decode.ts";
import { isFailed } from "../../../src/drop-in/generate.ts";
import { pathSafeName } from "../../../src/drop-in/names.ts";
import { evaluate, manifestOf } from "../../support/nix.ts";
import { root } from "../../support/run.ts";

/** Nix' own syntax, JSON's, the shell's, systemd's, a terminal's and JavaScript's; Nix has no NUL in strings. */
const PIECES = [
  ..."a\"\\${}'\n\r\t/:@[]%;#= *~|&<>.-+,!?`^",
  ..."\u0001\u001b[31m\u007f\u009b\u2028\ufeffüя日😀",
  ..."'' ${ \\n ../ __proto__ constructor toString outPath _type __functor drvPath $out %n x.service <nixpkgs>".split(
    " ",
  ),
];
const names = fc.uniqueArray(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 6 }).map((pieces) => pieces.join("")),
  { minLength: 60, maxLength: 60 },
);
const [NAMES] = fc.sample(names, { numRuns: 1, seed: 11 }) as [string[]];

const nixString = (text: string) =>
  `"${text
    .replaceAll(/["\\$]/g, "\\$&")
    .replaceAll("\n", "\\n")
    .replaceAll("\r", "\\r")}"`;

/** Each name as that of a service, an option, a variable, and in texts. */
const serviceOf = (name: string) => {
  const text = nixString(name);
  const confinement = `{ enable = true; mode = ${text}; fullUnit = false; binSh = null; packages = [ ${text} ]; }`;
  return `${text} = { confinement = ${confinement}; serviceConfig = { PrivateTmp = true; ${text} = ${text}; };
    environment = { ${text} = ${text}; }; path = [ ${text} ]; };`;
};

test("whatever services, options and variables are called", () => {
  // What makes a set look like a derivation, a function or a kind of value is that to Nix, not a name of an option.
  const usable = [...new Set(["", ...NAMES])].filter(
    (name) => !/^(?:outPath|_type|__functor|__toString|type)$/.test(name),
  );
  const host = `{ config = { confinedUnits.dialect = "2024"; systemd.services = { ${usable.map(serviceOf).join("\n")} }; }; }`;
  const manifest = decodeManifest(manifestOf(host, '{ depth = "full"; }'));
  const byName = new Map(manifest.services.map((service) => [service.name, service]));
  assert.equal([...byName.keys()].sort(), usable.toSorted());
  for (const name of usable) {
    const service = byName.get(name)!;
    if (isFailed(service)) throw new Error(`${JSON.stringify(name)} did not evaluate`);
    assert.is(service.pathSafeName, pathSafeName(name));
    assert.is(service.packageText, name);
    assert.is(service.confinement.mode, name);
    assert.is(service.full!.serviceConfig![name], name);
    assert.is(service.full!.environment![name], name);
    assert.equal(service.full!.path, [name]);
  }
});

test("a service and a host whose names are longer than that of a store path may be", () => {
  const name = "n".repeat(240);
  const host = `{ config = { confinedUnits.dialect = "2024"; systemd.services = { ${serviceOf(name)} }; }; name = "${name}"; }`;
  for (const mounts of ["read-only", "image"]) {
    const drvPath = evaluate(`
      let confined = (import ${root}nix { nodejs = "/usr"; builder = "${root}package.json"; system = "x86_64-linux"; }).confinedUnits;
      in (confined (${host.replace("packages = [", `mounts = "${mounts}"; packages = [`)})).drvPath`);
    assert.match(String(drvPath), /-confined-units-n{150}\.drv$/);
  }
});

test.run();
