import { readdirSync, readFileSync } from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { withLib } from "../../support/nixpkgs-lib.ts";
import { buildIn, confined, evaluateIn } from "./support.ts";

const UNITS = "lib/systemd/system";

test(
  "one package for the host, with a drop-in for each confined service",
  withLib((lib) => {
    const module = `{ pkgs, ... }: { systemd.services = {
      one = { serviceConfig.ExecStart = "\${pkgs.hello}/bin/hello"; confinement.enable = true; };
      two = { serviceConfig.ExecStart = "\${pkgs.git}/bin/git"; confinement = { enable = true; mode = "chroot-only"; }; };
      three.serviceConfig.ExecStart = "x";
    }; }`;
    assert.is(evaluateIn(lib, { module }, "lib.length config.systemd.packages"), 1);
    const out = buildIn(lib, { module }, "lib.head config.systemd.packages");
    assert.equal(readdirSync(`${out}/${UNITS}`).toSorted(), ["one.service.d", "two.service.d"]);
    const two = readFileSync(`${out}/${UNITS}/two.service.d/confinement.conf`, "utf8");
    assert.match(two, "InaccessiblePaths=-+/tmp\n");
    assert.match(two, /^BindReadOnlyPaths=\/nix\/store\/[a-z0-9]{32}-git-/m);
  }),
);

test(
  "no package for a host without confined services",
  withLib((lib) => {
    const module = "{ systemd.services.it = { }; }";
    assert.equal(evaluateIn(lib, { module }, "config.systemd.packages"), []);
  }),
);

test(
  "what is switched on is in the drop-in",
  withLib((lib) => {
    const module = confined(
      'environment.DATA = "${pkgs.mailcap}";',
      'includeEnvironment = true; includePath = true; profiles = [ "locale" ];',
    ).replace(
      "systemd.services",
      'systemd.globalEnvironment.LOCALE_ARCHIVE = "${pkgs.tzdata}/x"; systemd.services',
    );
    const out = buildIn(lib, { module }, "lib.head config.systemd.packages");
    const text = readFileSync(`${out}/${UNITS}/it.service.d/confinement.conf`, "utf8");
    for (const name of ["mailcap", "tzdata", "coreutils"]) assert.match(text, `-${name}`, name);
  }),
);

for (const [mounts, expected, units] of [
  ["inherit", /^BindPaths=\/nix\/store\/[a-z0-9]{32}-hello/m, 1],
  ["image", /^MountImages=\/nix\/store\/[a-z0-9]{32}-confined-units-it\.erofs:\/nix\/store$/m, 1],
  ["overlay", /^BindReadOnlyPaths=\/run\/confined-units\/[a-z0-9]{32}\/store\/view:\/nix\/store$/m, 3],
] as const) {
  test(
    `mounts = "${mounts}" is in the drop-in, with the units that it needs`,
    withLib((lib) => {
      const module = confined(
        'serviceConfig.ExecStart = "${pkgs.hello}/bin/hello";',
        `mounts = "${mounts}";`,
      );
      const out = buildIn(lib, { module }, "lib.head config.systemd.packages");
      assert.match(readFileSync(`${out}/${UNITS}/it.service.d/confinement.conf`, "utf8"), expected);
      assert.is(readdirSync(`${out}/${UNITS}`).length, units);
    }),
  );
}

test(
  "is evaluated without a look at systemd.packages, in which it stands itself",
  withLib((lib) => {
    const module = `{ lib, ... }: {
      systemd.packages = lib.mkAfter [ {
        type = "derivation"; outPath = "/x"; excludedPath = ""; buildCommand = "";
        serviceName = abort "another package was looked at";
      } ];
      systemd.services.it.confinement = { enable = true; fullUnit = true; };
    }`;
    const names = evaluateIn(lib, { module }, "lib.attrNames (lib.head config.systemd.packages).manifest");
    assert.ok((names as string[]).includes("services"));
    assert.type(evaluateIn(lib, { module }, "(lib.head config.systemd.packages).drvPath"), "string");
  }),
);

test(
  "is evaluated where nothing is written, so that there is no .drv to read, as by `nix flake check --no-build`",
  withLib((lib) => {
    const module = confined(
      `serviceConfig.ExecStart = "\${pkgs.writeText "never-built" "${process.pid} ${Date.now()}"}";`,
    );
    assert.type(evaluateIn(lib, { module }, "(lib.head config.systemd.packages).drvPath"), "string");
  }),
);

test(
  "its attribute names do not depend on what the manifest holds",
  withLib((lib) => {
    const broken = `{ systemd.services = throw "the services were looked at"; }`;
    const generate = `(import ${import.meta.dirname}/../../../nix {
      system = "x86_64-linux"; nodejs = "/usr"; builder = "/x"; }).confinedUnits`;
    const namesOf = (module: string) =>
      evaluateIn(lib, { module }, `lib.attrNames (${generate} { inherit config pkgs; name = "host"; })`);
    assert.equal(namesOf(broken), namesOf(confined()));
  }),
);

test.run();
