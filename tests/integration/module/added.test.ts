import { test } from "uvu";
import * as assert from "uvu/assert";
import { MODULE_FIXTURES, withLib } from "../../support/nixpkgs-lib.ts";
import { confined, evaluateIn } from "./support.ts";

/** Names of the packages in the chroot, without their hashes. */
const PACKAGES = `map (package: baseNameOf (builtins.unsafeDiscardStringContext "\${package}")) service.confinement.packages`;
const names = (value: unknown) => (value as string[]).map((name) => name.replace(/^[a-z0-9]{32}-/, ""));

test(
  "includePath: the packages of `path` with the output that is on PATH, those of every service included",
  withLib((lib) => {
    const module = confined("path = [ pkgs.openssl ];", "includePath = true;");
    const packages = names(evaluateIn(lib, { module }, PACKAGES));
    const onPath = evaluateIn(lib, { module }, "service.environment.PATH") as string;
    assert.equal(
      packages,
      onPath.split(":").map((directory) => directory.replace(/^\/nix\/store\/[a-z0-9]{32}-|\/bin$/g, "")),
    );
    assert.ok(packages[0]!.endsWith("-bin") && packages.some((name) => name.startsWith("coreutils")));
  }),
);

test(
  "includeEnvironment: store paths that variables name, without those of PATH and without plain text",
  withLib((lib) => {
    const settings = `environment = {
      SSL_CERT_FILE = "\${pkgs.caBundle}"; BOTH = "\${pkgs.hello}:\${pkgs.git}/x"; FILE = ${MODULE_FIXTURES}/services.nix;
      PLAIN = "/etc/x"; NONE = null; PACKAGE = pkgs.gawk;
    };`;
    const module = confined(settings, "includeEnvironment = true;");
    const text = (evaluateIn(lib, { module }, `map toString service.confinement.packages`) as string[]).join(
      "\n",
    );
    for (const name of ["ca-bundle", "hello-", "git-", "-services.nix", "gawk"]) assert.match(text, name);
    assert.not.match(text, "coreutils");
    assert.not.match(text, "/etc/x");
  }),
);

test(
  "the order is the reference's: commands, shell, what is new, what the host lists",
  withLib((lib) => {
    const module = `{ pkgs, ... }: { systemd.services.it = {
      serviceConfig = { ExecStop = "stop"; ExecStart = [ "a" [ "b" ] ]; ExecReload = "reload"; };
      environment.X = "\${pkgs.hello}";
      confinement = { enable = true; binSh = "/sh"; packages = [ "listed" ]; includeEnvironment = true; };
    }; }`;
    const packages = evaluateIn(lib, { module }, "map toString service.confinement.packages") as string[];
    assert.equal(packages.toSpliced(5, 1), ["reload", "a", "b", "stop", "/sh", "listed"]);
    assert.match(packages[5]!, "hello");
  }),
);

test(
  "fullUnit: the unit as JSON in place of the commands",
  withLib((lib) => {
    const module = confined('serviceConfig.ExecStart = "x";', "fullUnit = true;");
    const packages = evaluateIn(lib, { module }, "service.confinement.packages") as string[];
    assert.is(packages.length, 1);
    const unit = JSON.parse(packages[0]!) as { name: string; text: string };
    assert.is(unit.name, "it.service");
    assert.match(unit.text, "RootDirectory=/run/confinement/it");
  }),
);

for (const [dialect, name, root] of [
  ["2024", "it@", "/run/confinement/%n"],
  ["2024", "it", "/run/confinement/it"],
  ["2022", "it@", "/var/empty"],
  ["2025", "it@", "/run/confinement/%n"],
] as const) {
  test(
    `instanceRoots in dialect ${dialect}: ${name} has ${root}`,
    withLib((lib) => {
      const module = `{ systemd.services."${name}".confinement = { enable = true; instanceRoots = true; }; }`;
      const settings = evaluateIn(
        lib,
        { module, dialect },
        `config.systemd.services."${name}".serviceConfig`,
      ) as {
        [key: string]: unknown;
      };
      assert.is(settings.RootDirectory, root);
      if (root.startsWith("/run")) {
        assert.equal(settings.RuntimeDirectory, [root.slice("/run/".length)]);
        assert.equal(settings.InaccessiblePaths, [`-+${root}`]);
      }
    }),
  );
}

test.run();
