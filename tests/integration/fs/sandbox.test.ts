/** What a build sees of the store, as far as a drop-in depends on it. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { storeReader } from "../../../src/fs/links.ts";
import { sandboxedReader, seesWholeStore } from "../../../src/fs/sandbox.ts";

const scratch = mkdtempSync(join(realpathSync(tmpdir()), "confined-units-sandbox-"));
test.after(() => rmSync(scratch, { recursive: true, force: true }));
const store = join(scratch, "store");
mkdirSync(join(store, "base"), { recursive: true });
writeFileSync(join(store, "base/file"), "");
symlinkSync("base/file", join(store, "near"));
symlinkSync(join(store, "near"), join(store, "far"));
symlinkSync(join(scratch, "outside"), join(store, "out"));
symlinkSync("../../outside", join(store, "base/up"));
writeFileSync(join(scratch, "outside"), "");

const reader = sandboxedReader(storeReader(), store);
const seen = (...names: string[]) => reader.within!(new Set(names.map((name) => join(store, name))));
const at = (name: string) => join(store, name);

test("a symlink that is not among the inputs is none", () => {
  assert.ok(seen("near").isSymlink(at("near")));
  assert.not(seen("base").isSymlink(at("near")));
});

test("a symlink resolves where all that it passes is among the inputs", () => {
  assert.is(seen("far", "near", "base").resolve(at("far")), at("base/file"));
  for (const names of [["far", "near"], ["far", "base"], ["near", "base"], []])
    assert.is(seen(...names).resolve(at("far")), null, names.join(" "));
});

test("a path inside of a store path goes with it", () => {
  assert.is(seen("base").resolve(at("base/file")), at("base/file"));
  assert.is(seen("near").resolve(at("base/file")), null);
});

test("what lies outside of the store is seen, through a symlink of the store where that is", () => {
  assert.is(seen().resolve(join(scratch, "outside")), join(scratch, "outside"));
  assert.is(seen("out").resolve(at("out")), join(scratch, "outside"));
  assert.is(seen("base").resolve(at("base/up")), join(scratch, "outside"));
  assert.is(seen().resolve(at("out")), null);
});

test("symlinks in a circle resolve to nothing", () => {
  symlinkSync("circle", at("circle"));
  assert.ok(seen("circle").isSymlink(at("circle")));
  assert.is(seen("circle").resolve(at("circle")), null);
});

test("the whole store is seen where the directory is, which Nix keeps in it", () => {
  assert.not(seesWholeStore(store));
  mkdirSync(at(".links"));
  assert.ok(seesWholeStore(store));
});

test.run();
