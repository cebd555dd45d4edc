import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { EXAMPLE, evaluate, manifestOf, serviceIn } from "../../support/nix.ts";
import { MODULE_FIXTURES } from "../../support/nixpkgs-lib.ts";

const host = `(import ${EXAMPLE} { }).nixosConfigurations.current`;
const included = manifestOf(host, '{ only = [ "sshd" "web" "varnish" ]; include = [ "sshd" "web" ]; }');

test("a service that is not confined is in the manifest if it was asked for, and others are not", () => {
  assert.equal(
    included.services.map(({ name }) => name),
    ["sshd", "web"],
  );
});

test("it has the packages that confinement would give it: its lines and the shell", () => {
  const sshd = serviceIn(included, "sshd");
  assert.is(sshd.confinement.packages.length, 2);
  assert.match(sshd.packageText, /-openssh-[^\n]*\/bin\/sshd -D\n\/nix\/store\/[^\n]*\/bin\/bash$/);
  assert.ok(Object.keys(sshd.context).length >= 2);
  assert.is(sshd.settings.PrivateTmp, true);
  assert.is(sshd.dialect, null);
});

test("a service that is confined is as it is without", () => {
  assert.equal(serviceIn(included, "web"), serviceIn(manifestOf(host, '{ only = [ "web" ]; }'), "web"));
});

const UNCONFINED = `{
  serviceConfig.ExecStart = [ "/bin/a" [ "/bin/b" ] ];
  confinement = { enable = false; mode = "chroot-only"; fullUnit = false; binSh = null; packages = [ ]; };
}`;

test("the rules are read from the text of the host's nixpkgs, as our module reads them", () => {
  for (const dialect of ["2024", "2025", "2026"]) {
    const nixpkgs = join(MODULE_FIXTURES, "nixpkgs", dialect);
    const bare = `{ config.systemd.services.it = ${UNCONFINED}; pkgs.path = ${nixpkgs}; }`;
    const it = serviceIn(manifestOf(bare, '{ include = [ "it" ]; }'), "it");
    assert.is(it.dialect, dialect);
    assert.is(
      it.dialect,
      evaluate(`import ${MODULE_FIXTURES}/../../../nix/module/dialect.nix ${nixpkgs}/nixos/modules`),
    );
    assert.equal(it.confinement.packages, ["/bin/a", "/bin/b"]);
    assert.is(it.settings.PrivateTmp, false);
  }
  const none = serviceIn(
    manifestOf(`{ config.systemd.services.it = ${UNCONFINED}; }`, '{ include = [ "it" ]; }'),
    "it",
  );
  assert.is(none.dialect, null);
});

test.run();
