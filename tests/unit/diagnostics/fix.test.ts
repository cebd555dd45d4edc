import { test } from "uvu";
import * as assert from "uvu/assert";
import { assignmentsOf, linesOf, titleOf, type Edit } from "../../../src/diagnostics/edit.ts";
import { fixesOf, manual, safe, unsafe } from "../../../src/diagnostics/fix.ts";

const OURS = { name: "web", ownModule: true };
const PLAIN = { name: 'a "b"', ownModule: false };

/** Each kind of edit, with its title and its lines on a host with our module and on one without. */
const EDITS: [Edit, title: string, ours: string[], plain: string[]][] = [
  [
    { kind: "path" },
    "add the packages of `path` to the chroot",
    ["confinement.includePath = true;"],
    ['confinement.packages = [ config.systemd.services."a \\"b\\"".environment.PATH ];'],
  ],
  [
    { kind: "variable", name: "A" },
    "add the store paths in environment.A to the chroot",
    ["confinement.includeEnvironment = true;"],
    ['confinement.packages = [ config.systemd.services."a \\"b\\"".environment.A ];'],
  ],
  [
    { kind: "setting-paths", name: "ExecCondition" },
    "add the store paths in ExecCondition to the chroot",
    ["confinement.packages = [ config.systemd.services.web.serviceConfig.ExecCondition ];"],
    ['confinement.packages = [ config.systemd.services."a \\"b\\"".serviceConfig.ExecCondition ];'],
  ],
  [
    { kind: "profile", name: "dns" },
    "add the files of the dns profile",
    ['confinement.profiles = [ "dns" ];'],
    ['serviceConfig.BindReadOnlyPaths = [ "-/etc/hosts" "-/etc/resolv.conf" ];'],
  ],
  [
    { kind: "bind", bind: "-/etc/x${y}" },
    "bind /etc/x${y} read-only",
    ['serviceConfig.BindReadOnlyPaths = [ "-/etc/x\\${y}" ];'],
    ['serviceConfig.BindReadOnlyPaths = [ "-/etc/x\\${y}" ];'],
  ],
  [
    { kind: "directory", option: "StateDirectory", name: "web" },
    "let systemd make the directory with StateDirectory",
    ['serviceConfig.StateDirectory = [ "web" ];'],
    ['serviceConfig.StateDirectory = [ "web" ];'],
  ],
  [
    { kind: "shell" },
    "bind the host's /bin/sh",
    ["confinement.binSh = lib.mkForce config.environment.binsh;"],
    ["confinement.binSh = lib.mkForce config.environment.binsh;"],
  ],
  [
    { kind: "env" },
    "bind the env of coreutils to /usr/bin/env",
    [
      'serviceConfig.BindReadOnlyPaths = [ "${pkgs.coreutils}/bin/env:/usr/bin/env" ];',
      "confinement.packages = [ pkgs.coreutils ];",
    ],
    [
      'serviceConfig.BindReadOnlyPaths = [ "${pkgs.coreutils}/bin/env:/usr/bin/env" ];',
      "confinement.packages = [ pkgs.coreutils ];",
    ],
  ],
  [
    { kind: "confinement", name: "mode", value: "chroot-only" },
    "set confinement.mode",
    ['confinement.mode = "chroot-only";'],
    ['confinement.mode = "chroot-only";'],
  ],
  [
    { kind: "confinement", name: "mounts", value: "overlay" },
    "set confinement.mounts",
    ['confinement.mounts = "overlay";'],
    [],
  ],
  [
    { kind: "confinement", name: "instanceRoots", value: true },
    "set confinement.instanceRoots",
    ["confinement.instanceRoots = true;"],
    [],
  ],
  [
    { kind: "setting", name: "PrivateTmp", value: true, force: true },
    "set PrivateTmp to true",
    ["serviceConfig.PrivateTmp = lib.mkForce true;"],
    ["serviceConfig.PrivateTmp = lib.mkForce true;"],
  ],
  [
    { kind: "setting", name: "RuntimeDirectoryPreserve", value: "yes", force: false },
    'set RuntimeDirectoryPreserve to "yes"',
    ['serviceConfig.RuntimeDirectoryPreserve = "yes";'],
    ['serviceConfig.RuntimeDirectoryPreserve = "yes";'],
  ],
];

for (const [edit, title, ours, plain] of EDITS) {
  test(title, () => {
    assert.is(titleOf(edit), title);
    assert.equal(linesOf([edit], OURS), ours);
    assert.equal(linesOf([edit], PLAIN), plain);
  });
}

test("variables of a profile are those that NixOS sets for all services", () => {
  assert.equal(assignmentsOf({ kind: "profile", name: "locale" }, PLAIN), [
    {
      option: ["confinement", "packages"],
      kind: "element",
      value: "config.systemd.globalEnvironment.LOCALE_ARCHIVE",
    },
  ]);
});

test("edits of one option are one line, each element once", () => {
  const edits: Edit[] = [
    { kind: "path" },
    { kind: "env" },
    { kind: "env" },
    { kind: "bind", bind: "/a" },
    { kind: "variable", name: "A" },
  ];
  assert.equal(linesOf(edits, { name: "web", ownModule: false }), [
    "confinement.packages = [ config.systemd.services.web.environment.PATH pkgs.coreutils config.systemd.services.web.environment.A ];",
    'serviceConfig.BindReadOnlyPaths = [ "${pkgs.coreutils}/bin/env:/usr/bin/env" "/a" ];',
  ]);
});

test("a fix keeps its edits; one that this host cannot write is left out", () => {
  const overlay = { kind: "confinement", name: "mounts", value: "overlay" } as const;
  const proposals = [safe({ kind: "path" }), unsafe(overlay, { kind: "bind", bind: "/a" }), unsafe(overlay)];
  const fixes = fixesOf(proposals, { name: "web", ownModule: false });
  assert.equal(fixes, [
    {
      title: "add the packages of `path` to the chroot",
      applicability: "safe",
      lines: ["confinement.packages = [ config.systemd.services.web.environment.PATH ];"],
      edits: [{ kind: "path" }],
    },
    {
      title: "set confinement.mounts, bind /a read-only",
      applicability: "unsafe",
      lines: ['serviceConfig.BindReadOnlyPaths = [ "/a" ];'],
      edits: [overlay, { kind: "bind", bind: "/a" }],
    },
  ]);
  assert.is(fixesOf(proposals, OURS).length, 3);
});

test("a manual fix has no edits, and may have no lines", () => {
  assert.equal(fixesOf([manual("look"), manual("write", "a = [ pkgs.… ];")], OURS), [
    { title: "look", applicability: "manual", lines: [], edits: [] },
    { title: "write", applicability: "manual", lines: ["a = [ pkgs.… ];"], edits: [] },
  ]);
});

test.run();
