import { test } from "uvu";
import * as assert from "uvu/assert";
import { diffServices, type ServiceFacts } from "../../../../src/features/diff/diff.ts";
import { readDropIn } from "../../../../src/drop-in/text.ts";
import { storeName } from "../../../../src/store-path/name.ts";
import { withoutHashes } from "../../../../src/store-path/text.ts";
import { unitAction } from "../../../../src/features/diff/unit-action.ts";
import { diffDocument } from "../../../../src/features/diff/document.ts";
import { shownText } from "../../../support/document.ts";

const store = (letter: string, name: string) => `/nix/store/${letter.repeat(32)}-${name}`;
const OLD_CURL = store("a", "curl-8.1");
const NEW_CURL = store("b", "curl-8.2");
const GLIBC = store("c", "glibc-2.40");
const NEW_GLIBC = store("d", "glibc-2.40");
const ZLIB = store("f", "zlib-1.3");

function facts(paths: Record<string, number | null>, more: Partial<ServiceFacts> = {}): ServiceFacts {
  const binds = Object.keys(paths).map((path) => `BindReadOnlyPaths=${path}\n`);
  return {
    name: "web",
    file: "lib/systemd/system/web.service.d/confinement.conf",
    content: `[Service]\n${binds.join("")}`,
    paths: new Map(Object.entries(paths)),
    settings: { "confinement.mode": "full-apivfs" },
    details: {},
    unitText: "[Unit]\n",
    ...more,
  };
}

test("splits names of store paths as Nix does", () => {
  for (const [path, name, version] of [
    [OLD_CURL, "curl", "8.1"],
    [store("a", "openssl-3.0.13-bin"), "openssl-bin", "3.0.13"],
    [store("a", "python3.12-requests-2.31"), "python3.12-requests", "2.31"],
    [store("a", "unit-script-web-start"), "unit-script-web-start", ""],
    [store("a", "source"), "source", ""],
    [store("a", "glibc-2.40-66"), "glibc", "2.40-66"],
  ] as const) {
    assert.equal(storeName(path), { name, version }, path);
  }
  assert.is(withoutHashes(`${OLD_CURL}/bin ${GLIBC}`), "/nix/store/curl-8.1/bin /nix/store/glibc-2.40");
});

test("what is the same on both sides is left out", () => {
  const same = facts({ [OLD_CURL]: 10 });
  assert.equal(diffServices([same], [same]), []);
  assert.equal(diffServices([], []), []);
});

test("pairs paths by package, with versions and bytes", () => {
  const [diff] = diffServices(
    [facts({ [OLD_CURL]: 100, [GLIBC]: 50 })],
    [facts({ [NEW_CURL]: 130, [NEW_GLIBC]: 50, [ZLIB]: 7 })],
  );
  assert.equal(
    diff!.paths.map(({ name, kind, bytes }) => [name, kind, bytes]),
    [
      ["curl", "changed", 30],
      ["glibc", "rebuilt", 0],
      ["zlib", "added", 7],
    ],
  );
  assert.equal(diff!.before, { paths: 2, bytes: 150 });
  assert.equal(diff!.after, { paths: 3, bytes: 187 });
  assert.is(diff!.action, "restart");
});

test("a size that is not known makes no sum", () => {
  const [diff] = diffServices([facts({ [OLD_CURL]: null })], [facts({ [NEW_CURL]: 130 })]);
  assert.is(diff!.paths[0]!.bytes, null);
  assert.is(diff!.before!.bytes, null);
});

test("settings differ when they do in more than hashes, and only where both sides know them", () => {
  const before = facts({}, { details: { "serviceConfig.ExecStart": OLD_CURL, "serviceConfig.User": "a" } });
  const after = facts({}, { details: { "serviceConfig.ExecStart": store("z", "curl-8.1"), path: [ZLIB] } });
  assert.equal(diffServices([before], [after])[0]!.settings, [
    { setting: "path", after: [ZLIB] },
    { setting: "serviceConfig.User", before: "a" },
  ]);
  assert.equal(diffServices([before], [facts({}, { details: null, unitText: null })]), []);
});

test("the shell is read from the drop-ins, which all sides have", () => {
  const shell = (path: string) => ({
    content: `[Service]\nBindReadOnlyPaths=${path}/bin/sh:/bin/sh\n`,
    settings: null,
  });
  const diff = diffServices(
    [facts({}, shell(store("a", "bash-5")))],
    [facts({}, shell(store("b", "dash-1")))],
  );
  assert.is(diff[0]!.settings[0]!.setting, "/bin/sh");
});

test("services come, go and change, and each has its action", () => {
  const named = (name: string, more: Partial<ServiceFacts> = {}) => facts({}, { name, ...more });
  const unit = (unitText: string) => ({ unitText });
  const diff = diffServices(
    [named("gone"), named("kept", unit("a")), named("reloaded", unit("a")), named("left", unit("a"))],
    [
      named("come"),
      named("kept", unit("b")),
      named("reloaded", unit("X-ReloadIfChanged=true")),
      named("left", unit("X-RestartIfChanged=false")),
    ],
  );
  assert.equal(
    diff.map(({ service, kind, action }) => `${service} ${kind} ${action}`),
    [
      "come added start",
      "gone removed stop",
      "kept changed restart",
      "left changed none",
      "reloaded changed reload",
    ],
  );
});

test("without the unit, its drop-in and the known settings decide", () => {
  const unknown = { file: "f", content: "c", unitText: null };
  assert.is(unitAction(unknown, { ...unknown, unitText: "x" }, false), "none");
  assert.is(unitAction(unknown, unknown, true), "restart");
  assert.is(unitAction(unknown, { ...unknown, content: "d" }, false), "restart");
  assert.is(unitAction(unknown, { ...unknown, file: "g" }, false), "restart");
});

test("reads back what a drop-in says", () => {
  assert.equal(
    readDropIn(
      "[Service]\nBindReadOnlyPaths=/s/sh:/bin/sh\nInaccessiblePaths=-+/tmp\nBindReadOnlyPaths=/a:/b\nBindReadOnlyPaths=:/c\nBindReadOnlyPaths=/d\n",
    ),
    { binSh: "/s/sh", paths: ["/b", "/c", "/d"] },
  );
});

test("prints lines that a terminal can show", () => {
  const changes = diffServices(
    [facts({ [OLD_CURL]: 2048 }, { details: { "serviceConfig.User": "a\u001b[2J" } })],
    [facts({ [NEW_CURL]: 1024 })],
  );
  assert.is(
    shownText(diffDocument(changes), "host"),
    "host\nweb: changed, 1 paths, 2.0 KiB → 1.0 KiB, restarts\n  ~ curl 8.1 → 8.2  -1.0 KiB\n" +
      '  serviceConfig.User: "a\\u001b[2J" → not set\n',
  );
});

test.run();
