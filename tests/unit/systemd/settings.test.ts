import { test } from "uvu";
import * as assert from "uvu/assert";
import { NAMES_BY_KIND, NAMES_SINCE } from "../../../src/systemd/setting-names.ts";
import { isNewerThan, MOUNT_SETTINGS, nearestSetting, SETTINGS } from "../../../src/systemd/settings.ts";

const words = (lists: Iterable<string>) => [...lists].flatMap((list) => list.split(/\s+/));

test("each name is listed once by version, and at most once by kind", () => {
  const names = words(Object.values(NAMES_SINCE));
  assert.is(new Set(names).size, names.length);
  const kinds = words(Object.values(NAMES_BY_KIND));
  assert.is(new Set(kinds).size, kinds.length);
  assert.equal(
    kinds.filter((name) => !names.includes(name)),
    [],
  );
  assert.is(SETTINGS.size, names.length);
  assert.ok(names.every((name) => /^[A-Z]\w+$/.test(name)));
});

test("what is known of a setting", () => {
  assert.equal(SETTINGS.get("PrivateNetwork"), { name: "PrivateNetwork", kind: "boolean", since: 0 });
  assert.equal(SETTINGS.get("PrivatePIDs"), { name: "PrivatePIDs", kind: "boolean-or-word", since: 257 });
  assert.equal(SETTINGS.get("BindPaths"), { name: "BindPaths", kind: "binds", since: 233 });
  assert.equal(SETTINGS.get("ExecStart"), { name: "ExecStart", kind: "commands", since: 0 });
  assert.equal(SETTINGS.get("StateDirectory"), { name: "StateDirectory", kind: "directories", since: 235 });
  assert.equal(SETTINGS.get("MemoryMax"), { name: "MemoryMax", kind: "other", since: 231 });
  assert.is(SETTINGS.get("RootDirectory")?.kind, "path");
  assert.is(SETTINGS.get("ReadOnlyPaths")?.kind, "paths");
  assert.is(SETTINGS.get("MountImages")?.kind, "mounts");
  assert.is(SETTINGS.get("Bogus"), undefined);
});

test("a setting is newer than a systemd that lacks it", () => {
  assert.ok(isNewerThan("PrivatePIDs", 256));
  assert.not.ok(isNewerThan("PrivatePIDs", 257));
  assert.not.ok(isNewerThan("ExecStart", 200));
  assert.not.ok(isNewerThan("Bogus", 0));
});

test("settings whose paths are mounted", () => {
  assert.equal(
    ["ReadWritePaths", "TemporaryFileSystem", "MountImages", "RootDirectory", "RootImage"].filter(
      (name) => !MOUNT_SETTINGS.includes(name),
    ),
    [],
  );
  for (const name of ["BindPaths", "WorkingDirectory", "StateDirectory", "ExecStart", "User"])
    assert.not.ok(MOUNT_SETTINGS.includes(name), name);
});

for (const [name, meant] of [
  ["ReadOnlyBindPaths", "BindReadOnlyPaths"],
  ["bindreadonlypaths", "BindReadOnlyPaths"],
  ["BindReadOnlyPath", "BindReadOnlyPaths"],
  ["BindReadOnlyPathsss", "BindReadOnlyPaths"],
  ["ReadWritePath", "ReadWritePaths"],
  ["RestrictSUIDGUID", "RestrictSUIDSGID"],
  ["PrivateTpm", "PrivateTmp"],
  ["ProtectKernelModule", "ProtectKernelModules"],
  ["NoNewPriviledges", "NoNewPrivileges"],
  ["user", "User"],
  ["Uesr", null],
  ["PrivateTmpp", "PrivateTmp"],
  ["StateDirektory", "StateDirectory"],
  ["CacheDirectoryy", "CacheDirectory"],
  ["X-BindReadOnlyPath", null],
  ["BindReadOnlyPathsABC", null],
  ["Completely", null],
  ["BindPaths", null],
  ["PrivatePIDs", null],
  ["CPUShares", null],
] as const) {
  test(`${name} was meant to be ${meant ?? "itself, or nothing that is known"}`, () => {
    assert.is(nearestSetting(name), meant);
  });
}

test("of two near names the nearer one is meant", () => {
  assert.is(nearestSetting("ExecStartPosst"), "ExecStartPost");
  assert.is(nearestSetting("LimitNPROCC"), "LimitNPROC");
});

test.run();
