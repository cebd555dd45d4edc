import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { EXAMPLE, nix } from "../../support/nix.ts";
import { root } from "../../support/run.ts";
import { flakeCopy } from "./support.ts";

const flake = `path:${flakeCopy()}`;

/** Evaluates without updating the lock: an incomplete one is an error. */
function output(attribute: string, apply = "x: x"): unknown {
  const args = ["eval", "--json", "--no-update-lock-file", `${flake}#${attribute}`, "--apply", apply];
  return JSON.parse(nix("nix", args));
}

const NAMES = "builtins.attrNames";
const SYSTEMS = ["aarch64-linux", "x86_64-linux"];

test("lib, modules, overlays and templates evaluate without a look at nixpkgs", () => {
  assert.equal(output("lib", NAMES), ["checks", "confinedUnits", "manifest"]);
  assert.equal(output("nixosModules", NAMES), ["default", "reference"]);
  assert.equal(
    output(
      "nixosModules",
      'modules: map (name: builtins.length modules.${name}.imports) [ "default" "reference" ]',
    ),
    [1, 1],
  );
  assert.is(output("overlays.default", "builtins.typeOf"), "lambda");
  assert.is(output("flakeModule", "builtins.typeOf"), "lambda");
  assert.is(output("flakeModules.default", "builtins.typeOf"), "lambda");
  assert.ok((output("templates.default") as { path: string }).path.endsWith("host"));
});

test("packages, checks, shells and the formatter are there for both platforms", () => {
  for (const kind of ["packages", "checks", "devShells", "formatter"])
    assert.equal(output(kind, NAMES), SYSTEMS, kind);
});

test("flake.nix stays short, and nixpkgs is its only input, locked", () => {
  const text = readFileSync(join(root, "flake.nix"), "utf8");
  assert.ok(text.split("\n").length < 90);
  const { nodes } = JSON.parse(readFileSync(join(root, "flake.lock"), "utf8"));
  assert.equal(Object.keys(nodes).toSorted(), ["nixpkgs", "root"]);
  assert.equal(Object.keys(nodes.nixpkgs.locked).toSorted(), [
    "lastModified",
    "narHash",
    "owner",
    "repo",
    "rev",
    "type",
  ]);
});

test("the example for real nixpkgs has at least ten confined services, of every kind", () => {
  const found = JSON.parse(
    nix("nix-instantiate", [
      "--eval",
      "--strict",
      "--json",
      "--expr",
      `let
        package = name: { outPath = "/nix/store/\${name}"; withPackages = _: package name; };
        names = [ "nginx" "postgresql" "redis" "nodejs" "cacert" "findutils" "hello" "msmtp" "gnumake" "coreutils" "dash" "curl" "rsync" "python3" ];
        pkgs = builtins.listToAttrs (map (name: { inherit name; value = package name; }) names) // { writeText = name: _: "/nix/store/\${name}"; };
      in (import ${root}examples/nixos/services.nix { inherit pkgs; lib.getExe = package: "\${package}/bin/x"; }).systemd.services`,
    ]),
  ) as Record<
    string,
    { serviceConfig?: Record<string, unknown>; script?: string; confinement: Record<string, unknown> }
  >;
  const services = Object.entries(found);
  assert.ok(services.length >= 10);
  for (const [name, { confinement }] of services) assert.is(confinement["enable"], true, name);
  const some = (fits: (service: (typeof services)[number]) => boolean) => assert.ok(services.some(fits));
  for (const name of ["nginx", "postgres", "redis", "node "])
    some(([, service]) =>
      String(service.serviceConfig?.["ExecStart"]).includes(`/bin/${name}`.replace(/ $/, "")),
    );
  some(([, { script }]) => script !== undefined);
  some(([name]) => name.endsWith("@"));
  some(([, { confinement }]) => confinement["fullUnit"] === true);
  some(([, { confinement }]) => confinement["mode"] === "chroot-only");
  some(([, { confinement }]) => confinement["binSh"] === null);
  some(([, { serviceConfig }]) => serviceConfig?.["PrivateTmp"] !== undefined);
});

test("the offline example passes `nix flake check`, and `nix flake show` shows its hosts", () => {
  nix("nix", ["flake", "check", "--no-build", `path:${EXAMPLE}`]);
  const shown = nix("nix", ["flake", "show", "--json", `path:${EXAMPLE}`]);
  assert.equal(Object.keys(JSON.parse(shown).nixosConfigurations).toSorted(), [
    "current",
    "legacy",
    "stable",
  ]);
});

test.run();
