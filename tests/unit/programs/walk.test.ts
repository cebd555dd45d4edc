import { test } from "uvu";
import * as assert from "uvu/assert";
import { walk } from "../../../src/programs/walk.ts";
import { memoryFiles } from "./memory.ts";

const files = memoryFiles({
  "/s/a/file": "x",
  "/s/a/up": "-> ../b/file",
  "/s/a/far": "-> /s/c/file",
  "/s/a/dir": "-> /s/b",
  "/s/a/dangling": "-> gone",
  "/s/a/loop": "-> loop",
  "/s/b/file": "y",
  "/s/c/file": "z",
});
const inside = (path: string) => /^\/s\/[ab](?:\/|$)/.test(path);
const end = (path: string) => {
  const { outcome, path: at, links } = walk(path, files, inside);
  return [outcome, at, links.length];
};

test("follows links as long as they stay inside", () => {
  assert.equal(end("/s/a/file"), ["found", "/s/a/file", 0]);
  assert.equal(end("/s/a/up"), ["found", "/s/b/file", 1]);
  assert.equal(end("/s/a/dir/file"), ["found", "/s/b/file", 1]);
  assert.equal(end("/s/./a//dir/../a/file"), ["found", "/s/a/file", 1]);
  assert.equal(end("/../s/a"), ["found", "/s/a", 0]);
});

test("tells what is missing from what is outside", () => {
  assert.equal(end("/s/a/far"), ["outside", "/s/c/file", 1]);
  assert.equal(end("/s/c/file"), ["outside", "/s/c/file", 0]);
  assert.equal(end("/"), ["outside", "/", 0]);
  assert.equal(end("/s/a/dangling"), ["missing", "/s/a/gone", 1]);
  assert.equal(end("/s/a/file/x"), ["missing", "/s/a/file", 0]);
  assert.equal(end("/s/a/loop"), ["loop", "/s/a/loop", 41]);
});

test("without a limit everything is inside", () => {
  assert.is(walk("/s/a/far", files).outcome, "found");
  assert.is(walk("/", files).outcome, "found");
});

test.run();
