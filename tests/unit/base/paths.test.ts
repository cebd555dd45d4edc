import { test } from "uvu";
import * as assert from "uvu/assert";
import { baseName, isBelow, parentOf } from "../../../src/base/paths.ts";

test("the base name is what stands behind the last slash", () => {
  assert.is(baseName("/a/b.c"), "b.c");
  assert.is(baseName("a"), "a");
  assert.is(baseName("/a/"), "");
  assert.is(baseName(""), "");
});

test("the parent is what stands before the last slash", () => {
  assert.is(parentOf("/a/b"), "/a");
  assert.is(parentOf("/a"), "");
  assert.is(parentOf("a"), "");
  assert.is(parentOf("a/b/"), "a/b");
});

test("a path is below a directory by whole names", () => {
  assert.ok(isBelow("/a/b", "/a"));
  assert.ok(isBelow("/a", "/a"));
  assert.ok(isBelow("/a/b/c", "/a/"));
  assert.ok(isBelow("/a", "/"));
  assert.not.ok(isBelow("/ab", "/a"));
  assert.not.ok(isBelow("/", "/a"));
});

test.run();
