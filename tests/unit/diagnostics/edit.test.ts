import { test } from "uvu";
import * as assert from "uvu/assert";
import { assignmentsOf, linesOf, titleOf, type Edit } from "../../../src/diagnostics/edit.ts";

const nixpkgs = { name: "web", ownModule: false };
const ours = { name: "web", ownModule: true };

/** Each kind of edit: its Nix on a host with nixpkgs' module and on one with ours, and what it does. */
const EDITS: [edit: Edit, nixpkgs: string[], ours: string[], title: string][] = [
  [
    { kind: "path" },
    ["confinement.packages = [ config.systemd.services.web.environment.PATH ];"],
    ["confinement.includePath = true;"],
    "add the packages of `path` to the chroot",
  ],
  [
    { kind: "variable", name: "MY-VAR" },
    ["confinement.packages = [ config.systemd.services.web.environment.MY-VAR ];"],
    ["confinement.includeEnvironment = true;"],
    "add the store paths in environment.MY-VAR to the chroot",
  ],
  [
    { kind: "setting-paths", name: "ExecStart" },
    ["confinement.packages = [ config.systemd.services.web.serviceConfig.ExecStart ];"],
    ["confinement.packages = [ config.systemd.services.web.serviceConfig.ExecStart ];"],
    "add the store paths in ExecStart to the chroot",
  ],
  [
    { kind: "profile", name: "timezone" },
    [
      'serviceConfig.BindReadOnlyPaths = [ "-/etc/localtime" "-/etc/zoneinfo" ];',
      "confinement.packages = [ config.systemd.globalEnvironment.TZDIR ];",
    ],
    ['confinement.profiles = [ "timezone" ];'],
    "add the files of the timezone profile",
  ],
  [
    { kind: "bind", bind: "-/srv/${x}" },
    ['serviceConfig.BindReadOnlyPaths = [ "-/srv/\\${x}" ];'],
    ['serviceConfig.BindReadOnlyPaths = [ "-/srv/\\${x}" ];'],
    "bind /srv/${x} read-only",
  ],
  [
    { kind: "bind", bind: "/var/backup", writable: true },
    ['serviceConfig.BindPaths = [ "/var/backup" ];'],
    ['serviceConfig.BindPaths = [ "/var/backup" ];'],
    "bind /var/backup, writable",
  ],
  [
    { kind: "directory", option: "StateDirectory", name: "web" },
    ['serviceConfig.StateDirectory = [ "web" ];'],
    ['serviceConfig.StateDirectory = [ "web" ];'],
    "let systemd make the directory with StateDirectory",
  ],
  [
    { kind: "shell" },
    ["confinement.binSh = lib.mkForce config.environment.binsh;"],
    ["confinement.binSh = lib.mkForce config.environment.binsh;"],
    "bind the host's /bin/sh",
  ],
  [
    { kind: "env" },
    [
      'serviceConfig.BindReadOnlyPaths = [ "${pkgs.coreutils}/bin/env:/usr/bin/env" ];',
      "confinement.packages = [ pkgs.coreutils ];",
    ],
    [
      'serviceConfig.BindReadOnlyPaths = [ "${pkgs.coreutils}/bin/env:/usr/bin/env" ];',
      "confinement.packages = [ pkgs.coreutils ];",
    ],
    "bind the env of coreutils to /usr/bin/env",
  ],
  [
    { kind: "confinement", name: "mode", value: "full-apivfs" },
    ['confinement.mode = "full-apivfs";'],
    ['confinement.mode = "full-apivfs";'],
    "set confinement.mode",
  ],
  [
    { kind: "confinement", name: "instanceRoots", value: true },
    [],
    ["confinement.instanceRoots = true;"],
    "set confinement.instanceRoots",
  ],
  [
    { kind: "setting", name: "UMask", value: "0022", force: true },
    ['serviceConfig.UMask = lib.mkForce "0022";'],
    ['serviceConfig.UMask = lib.mkForce "0022";'],
    'set UMask to "0022"',
  ],
  [
    { kind: "setting", name: "PrivateTmp", value: true, force: false },
    ["serviceConfig.PrivateTmp = true;"],
    ["serviceConfig.PrivateTmp = true;"],
    "set PrivateTmp to true",
  ],
];

for (const [edit, byNixpkgs, byOurs, title] of EDITS) {
  test(`${title}: as Nix on both kinds of hosts, and as a clause`, () => {
    assert.equal(linesOf([edit], nixpkgs), byNixpkgs);
    assert.equal(linesOf([edit], ours), byOurs);
    assert.is(titleOf(edit), title);
  });
}

test("edits of one option become one line: lists first, elements once", () => {
  const edits: Edit[] = [{ kind: "path" }, { kind: "env" }, { kind: "env" }, { kind: "variable", name: "A" }];
  assert.equal(linesOf(edits, nixpkgs), [
    "confinement.packages = [ config.systemd.services.web.environment.PATH pkgs.coreutils config.systemd.services.web.environment.A ];",
    'serviceConfig.BindReadOnlyPaths = [ "${pkgs.coreutils}/bin/env:/usr/bin/env" ];',
  ]);
});

test("a service with an odd name is quoted", () => {
  assert.equal(assignmentsOf({ kind: "setting-paths", name: "A" }, { name: "web@", ownModule: false }), [
    {
      option: ["confinement", "packages"],
      kind: "element",
      value: 'config.systemd.services."web@".serviceConfig.A',
    },
  ]);
});

test.run();
