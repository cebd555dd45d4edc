import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { bundled } from "../../support/dist.ts";
import { evaluate, nix, nixEnvironment } from "../../support/nix.ts";
import { MODULE_FIXTURES, withLib } from "../../support/nixpkgs-lib.ts";
import { root } from "../../support/run.ts";
import { flakeCopy, scratchDirectory } from "./support.ts";

const TOOLS = `nodejs = ${JSON.stringify(dirname(dirname(process.execPath)))}; builder = ${bundled("builder.cjs")};`;
const CHECKER = `checker = ${bundled("check.cjs")};`;

/** Nix text of two hosts, one with our stand-in for the reference and one with our module. */
function hosts(lib: string, spoil = ""): string {
  const host = (reference: boolean) => `import ${MODULE_FIXTURES}/host.nix {
    lib = import ${lib};
    nodejs = ${JSON.stringify(dirname(dirname(process.execPath)))};
    nixpkgs = ${MODULE_FIXTURES}/nixpkgs/stand-in;
    reference = ${String(reference)};
    modules = [ ${reference ? "" : `${root}nix/module.nix { confinedUnits = { dialect = "2024"; builder = ${bundled("builder.cjs")}; }; }`} ({ pkgs, ... }: {
      environment.etc.spoil.text = ${JSON.stringify(spoil)};
      systemd.services.web = { serviceConfig.ExecStart = "\${pkgs.git}/bin/git"; confinement = { enable = true; binSh = null; }; };
    }) ];
  }`;
  return `{ reference = ${host(true)}; ours = ${host(false)}; }`;
}

/** Nix text of the checks of these hosts; `dialect` "" declares none. */
const checks = (lib: string, spoil: string, dialect: string) => `
  let nixosConfigurations = ${hosts(lib, spoil)};
  in (import ${root}nix/lib.nix).checks { inherit nixosConfigurations; inherit (nixosConfigurations.reference) pkgs; ${TOOLS} ${CHECKER} ${dialect === "" ? "" : `dialect = "${dialect}";`} }`;

test("one check per host, by its name, and no host is looked at before it is asked for", () => {
  const names = evaluate(
    `builtins.attrNames ((import ${root}nix/lib.nix).checks { nixosConfigurations = { a = throw "a"; b = throw "b"; }; pkgs = throw "pkgs"; })`,
  );
  assert.equal(names, ["confined-units-a", "confined-units-b"]);
});

test(
  "a host with the reference and one with our module pass",
  withLib((lib) => {
    const built = nix("nix-build", ["--no-out-link", "--expr", checks(lib, "", "2024")])
      .trim()
      .split("\n");
    assert.is(built.length, 2);
    for (const path of built)
      assert.is(readFileSync(path, "utf8"), "1 of 1 drop-ins are identical to nixpkgs'\n");
  }),
);

for (const [what, spoil, dialect, words] of [
  [
    "a wrong drop-in",
    "echo BindReadOnlyPaths=/srv >> confinement.conf",
    "2024",
    ["missing path: /srv", "0 of 1 drop-ins"],
  ],
  ["a script that is not known", "", "", ["by an unknown script", "printf"]],
] as const) {
  test(
    `${what} fails the check of either host, with the difference in the log`,
    withLib((lib) => {
      for (const host of ["reference", "ours"]) {
        const { status, stderr } = spawnSync(
          "nix-build",
          ["--no-out-link", "--expr", `(${checks(lib, spoil, dialect)}).confined-units-${host}`],
          { encoding: "utf8", env: nixEnvironment() },
        );
        assert.is.not(status, 0, host);
        for (const word of words) assert.ok(stderr.includes(word), `${host}: ${stderr}`);
      }
    }),
  );
}

test(
  "confinedUnits has the manifest and the services, and manifest needs no more than a config",
  withLib((lib) => {
    const found = evaluate(`
      let lib = import ${root}nix/lib.nix; host = (${hosts(lib)}).reference // { ${TOOLS} dialect = "2024"; };
      in { inherit (lib.confinedUnits host) manifest services; alone = lib.manifest host.config; }`) as {
      manifest: { declaredDialect: string };
      services: Record<string, { name: string }>;
      alone: { services: { name: string }[]; system: null };
    };
    assert.is(found.manifest.declaredDialect, "2024");
    assert.equal(Object.keys(found.services), ["web"]);
    assert.equal(
      found.alone.services.map(({ name }) => name),
      ["web"],
    );
    assert.is(found.alone.system, null);
  }),
);

test(
  "a user's flake: purely evaluated, nixpkgs not available, its own hosts checked by `nix flake check`",
  withLib((lib) => {
    const directory = scratchDirectory("user");
    const copy = flakeCopy();
    nix("cp", ["-r", MODULE_FIXTURES, join(root, "examples"), directory]);
    nix("cp", [bundled("builder.cjs"), bundled("check.cjs"), directory]);
    nix("cp", ["-r", lib, join(directory, "lib")]);
    for (const file of ["pkgs.nix", "nixos.nix"]) {
      const path = join(directory, "module", file);
      writeFileSync(path, readFileSync(path, "utf8").replaceAll("../../../examples", "../examples"));
    }
    writeFileSync(
      join(directory, "flake.nix"),
      `{
        inputs.confined-units.url = "path:${copy}";
        outputs = { self, confined-units }: let
          tools = { nodejs = ${JSON.stringify(dirname(dirname(process.execPath)))}; builder = ./builder.cjs; };
          host = import ./module/host.nix {
            lib = import ./lib;
            inherit (tools) nodejs;
            nixpkgs = ./module/nixpkgs/stand-in;
            modules = [ confined-units.nixosModules.default { confinedUnits = { dialect = "2024"; inherit (tools) builder nodejs; }; } ({ pkgs, ... }: {
              systemd.services.web = { serviceConfig.ExecStart = "\${pkgs.git}/bin/git"; confinement = { enable = true; binSh = null; }; };
            }) ];
          };
        in {
          nixosConfigurations.web = host // { config = host.config // { system.build.toplevel = host.pkgs.hello; }; };
          checks.x86_64-linux = confined-units.lib.checks ({ inherit (self) nixosConfigurations; inherit (host) pkgs; dialect = "2024"; checker = ./check.cjs; } // tools);
          packages.x86_64-linux.default = builtins.head host.config.systemd.packages;
        };
      }`,
    );
    // Nothing is written, so no .drv can be read.
    nix("nix", ["flake", "check", "--no-build", `path:${directory}`]);
    nix("nix", ["build", "--dry-run", "--no-link", `path:${directory}`]);
    nix("nix", ["flake", "check", `path:${directory}`]);
    assert.match(nix("nix", ["flake", "show", `path:${directory}`]), "confined-units-web");
  }),
);

test.run();
