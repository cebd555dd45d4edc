import { test } from "uvu";
import * as assert from "uvu/assert";
import { imageTree, mountUnits } from "../../../../src/drop-in/mounts/image.ts";
import { overlayPlace } from "../../../../src/drop-in/mounts/overlay.ts";
import { overlayTree, closureTree } from "../../../../src/drop-in/mounts/tree.ts";
import { renderDropIn } from "../../../../src/drop-in/render.ts";
import { estimateStart } from "../../../../src/reference/strategies.ts";
import { escapeBindPath } from "../../../../src/systemd/bind.ts";

const binds = [
  { source: null, target: "/nix/store/a-tool" },
  { source: "/nix/store/c-real/sub", target: "/nix/store/b-link" },
  { source: "", target: "/nix/store/d-dangling" },
];
const plan = { binSh: "/nix/store/a-tool/bin/sh", inaccessible: ["InaccessiblePaths=-+/tmp"], binds };

test("inherit: plain binds behind an assertion that the store is read-only", () => {
  assert.is(
    renderDropIn({ ...plan, mounts: "inherit" }),
    `[Unit]
AssertPathIsReadWrite=!/nix/store

[Service]
BindPaths=/nix/store/a-tool/bin/sh:/bin/sh
InaccessiblePaths=-+/tmp
BindPaths=/nix/store/a-tool
BindPaths=/nix/store/c-real/sub:/nix/store/b-link
BindPaths=/nix/store/d-dangling
`,
  );
});

test("image: one mount, whatever the closure", () => {
  const text = renderDropIn({ ...plan, mounts: "image" }, "/nix/store/x-web.erofs");
  assert.match(text, "\nMountImages=/nix/store/x-web.erofs:/nix/store\n");
  assert.not.match(text, "a-tool\n");
  assert.throws(() => renderDropIn({ ...plan, mounts: "image" }), /needs an image/);
});

test("overlay: one bind, and a requirement of its mount", () => {
  const hash = "0".repeat(32);
  const text = renderDropIn({ ...plan, mounts: "overlay" }, `/nix/store/${hash}-web.erofs`);
  assert.match(text, `[Unit]\nRequiresMountsFor=/run/confined-units/${hash}/store\n\n[Service]\n`);
  assert.match(text, `\nBindReadOnlyPaths=/run/confined-units/${hash}/store/view:/nix/store\n`);
});

test("a path is escaped as systemd reads it", () => {
  assert.is(escapeBindPath(`/a b%n:c"d'e\\f`), `/a\\ b%%n\\:c\\"d\\'e\\\\f`);
  assert.is(escapeBindPath("/nix/store/0-ü"), "/nix/store/0-ü");
});

test("the tree of an image shows where links lead, as binds do", () => {
  const read = (path: string) => ({ kind: "link" as const, target: path });
  const { entries } = closureTree(binds, read);
  assert.equal(
    [...entries].map(([name, node]) => [name, node.kind === "link" && node.target]),
    [
      ["a-tool", "/nix/store/a-tool"],
      ["b-link", "/nix/store/c-real/sub"],
      ["d-dangling", "/nix/store/d-dangling"],
    ],
  );
});

test("the names of an overlay lead into the store; files are copied", () => {
  const read = (path: string) => ({ kind: "link" as const, target: path });
  const tree = overlayTree(binds, read, (path) => !path.endsWith("dangling"));
  const view = tree.entries.get("view");
  assert.ok(view?.kind === "directory");
  assert.equal(view.trusted, { "overlay.opaque": "y" });
  const redirects = [...view.entries.values()].map((node) => node.kind === "directory" && node.trusted);
  assert.equal(redirects, [{ "overlay.redirect": "/a-tool" }, { "overlay.redirect": "/c-real/sub" }, false]);
});

test("estimates: quadratic for read-only binds, flat for one mount", () => {
  assert.ok(estimateStart(1000, "read-only") > 8000);
  assert.ok(estimateStart(1000, "read-only") > 9 * estimateStart(300, "read-only"));
  assert.ok(estimateStart(1000, "overlay") < 2 * estimateStart(1, "overlay"));
  assert.ok(estimateStart(4, "read-only") < 50);
});

test("what an overlay needs beside its drop-in: the mount of the names, then that of the store over them", () => {
  const image = `/nix/store/${"0".repeat(32)}-web.erofs`;
  const place = `/run/confined-units/${"0".repeat(32)}`;
  const [names, store, ...rest] = mountUnits({ mounts: "overlay", binds }, image);
  assert.equal(rest, []);
  const directory = "lib/systemd/system/run-confined\\x2dunits";
  assert.is(names!.path, `${directory}-${"0".repeat(32)}-names.mount`);
  assert.is(
    names!.content,
    `[Unit]
Description=Store paths of a confined service
RequiresMountsFor=/nix/store
StopWhenUnneeded=yes
StartLimitIntervalSec=0

[Mount]
Where=${place}/names
What=${image}
Type=erofs
Options=ro,loop
`,
  );
  assert.is(store!.path, `${directory}-${"0".repeat(32)}-store.mount`);
  assert.match(store!.content, `RequiresMountsFor=${place}/names\n`);
  assert.match(
    store!.content,
    `\nWhere=${place}/store\nWhat=overlay\nType=overlay\nOptions=ro,lowerdir=${place}/names:/nix/store,redirect_dir=follow\n`,
  );
});

test("an image without a hash in its name is distinguished by its name", () => {
  assert.is(overlayPlace("/somewhere/web.erofs").view, "/run/confined-units/web.erofs/store/view");
});

test("the other strategies need no unit, and without an image there is none", () => {
  for (const mounts of ["read-only", "inherit", "image"] as const)
    assert.equal(mountUnits({ mounts, binds }, "/nix/store/x"), []);
  assert.equal(mountUnits({ mounts: "overlay", binds }, undefined), []);
});

test("only the strategies with an image have a tree for it", () => {
  const read = (path: string) => ({ kind: "link" as const, target: path });
  const tree = (mounts: "image" | "overlay" | "inherit") =>
    imageTree({ service: "web", mounts, binds }, read, () => true);
  assert.equal([...tree("image").entries.keys()], ["a-tool", "b-link", "d-dangling"]);
  assert.equal([...tree("overlay").entries.keys()], ["view"]);
  assert.throws(() => tree("inherit"), /^web has mounts = inherit, which needs no image$/);
});

test("the shell is bound read-only beside an image, from where it is", () => {
  const shell = { ...plan, binSh: "/nix/store/a b/sh" };
  assert.match(
    renderDropIn({ ...shell, mounts: "image" }, "/nix/store/i"),
    "BindReadOnlyPaths=/nix/store/a\\ b/sh:/bin/sh\n",
  );
});

test("what a name leads to outside of the store is copied into an overlay", () => {
  const read = (path: string) => ({ kind: "link" as const, target: path });
  const outside = [
    { source: null, target: "/nix/store/a-tool" },
    { source: "/srv/data", target: "/nix/store/b-data" },
  ];
  const view = overlayTree(outside, read, () => true).entries.get("view");
  assert.ok(view?.kind === "directory");
  assert.equal(view.entries.get("b-data"), { kind: "link", target: "/srv/data" });
});

test.run();
