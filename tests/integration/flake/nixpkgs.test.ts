/** The outputs that take something of nixpkgs, over a stand-in for it. */
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { evaluate, nix } from "../../support/nix.ts";
import { withLib } from "../../support/nixpkgs-lib.ts";
import { root } from "../../support/run.ts";
import { nixpkgsStandIn } from "./nixpkgs.ts";
import { flakeCopy, scratchDirectory } from "./support.ts";

const flake = `path:${flakeCopy()}`;

test(
  "all outputs pass `nix flake check`, with and without the reference among the modules of NixOS",
  withLib((lib) => {
    const nixpkgs = ["--override-input", "nixpkgs", `path:${nixpkgsStandIn(lib)}`];
    nix("nix", ["flake", "check", "--no-build", ...nixpkgs, flake]);
    const shown = JSON.parse(nix("nix", ["flake", "show", "--json", ...nixpkgs, flake]));
    assert.is(shown.templates.default.type, "template");
    const names = (kind: string) =>
      JSON.parse(
        nix("nix", [
          "eval",
          "--json",
          ...nixpkgs,
          `${flake}#${kind}`,
          "--apply",
          "builtins.mapAttrs (_: builtins.attrNames)",
        ]),
      );
    for (const [kind, expected] of [
      ["checks", ["confined-units-ours", "confined-units-reference", "package"]],
      ["packages", ["builder", "confined-units", "confinedUnits", "default"]],
      ["devShells", ["default"]],
    ] as const) {
      assert.equal(names(kind), { "aarch64-linux": expected, "x86_64-linux": expected }, kind);
    }
  }),
);

test(
  "the template is a host with a check of its own",
  withLib((lib) => {
    const directory = scratchDirectory("template");
    cpSync(join(root, "nix/templates/host"), directory, { recursive: true });
    const file = join(directory, "flake.nix");
    const inputs = `inputs.confined-units.url = "${flake}";\n  inputs.confined-units.inputs.nixpkgs.follows = "nixpkgs";`;
    writeFileSync(file, readFileSync(file, "utf8").replace(/^ *# also needs .*$/m, `  ${inputs}`));
    const nixpkgs = ["--override-input", "nixpkgs", `path:${nixpkgsStandIn(lib)}`];
    const check = `path:${directory}#checks.x86_64-linux`;
    const drvs = nix("nix", [
      "eval",
      "--json",
      ...nixpkgs,
      check,
      "--apply",
      "builtins.mapAttrs (_: check: check.drvPath)",
    ]);
    assert.equal(Object.keys(JSON.parse(drvs)), ["confined-units-host"]);
  }),
);

test("flake-parts: each platform has its own hosts, and one that does not evaluate fails by itself", () => {
  const names = (system: string) =>
    evaluate(`
      let
        host = system: { pkgs.stdenv.hostPlatform = { inherit system; }; };
        module = import ${root}nix/flake-module.nix (import ${root}nix/lib.nix) {
          config.flake.nixosConfigurations = { x = host "x86_64-linux"; arm = host "aarch64-linux"; broken = throw "no"; };
          lib = {
            filterAttrs = keep: set: builtins.removeAttrs set
              (builtins.filter (name: !keep name set.\${name}) (builtins.attrNames set));
            mapAttrs' = make: set: builtins.listToAttrs (map (name: make name set.\${name}) (builtins.attrNames set));
            nameValuePair = name: value: { inherit name value; };
          };
        };
        outputs = module.perSystem { pkgs = { }; system = "${system}"; };
      in builtins.mapAttrs (_: builtins.attrNames) outputs`);
  const both = (...hosts: string[]) => {
    const jobs = hosts.map((host) => `confined-units-${host}`);
    return { checks: jobs, packages: jobs };
  };
  assert.equal(names("x86_64-linux"), both("broken", "x"));
  assert.equal(names("aarch64-linux"), both("arm", "broken"));
});

test.run();
