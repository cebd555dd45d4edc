import { spawnSync } from "node:child_process";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { mountUnitName } from "../../../../src/systemd/unit-name.ts";
import { overlayTree, closureTree } from "../../../../src/drop-in/mounts/tree.ts";
import { renderDropIn } from "../../../../src/drop-in/render.ts";
import { skipped } from "../../../support/skip.ts";
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

test("mount units are named as systemd-escape names them", () => {
  const paths = ["/run/confined-units/0/store", "/a b/.c/d.e_f:g", "/ünï", "/.x"];
  const { stdout, error } = spawnSync("systemd-escape", ["--path", "--suffix=mount", ...paths], {
    encoding: "utf8",
  });
  if (error !== undefined) return skipped("systemd-escape is not installed");
  assert.equal(paths.map(mountUnitName), stdout.trim().split(" "));
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

test.run();
