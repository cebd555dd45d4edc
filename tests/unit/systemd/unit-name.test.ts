import { test } from "uvu";
import * as assert from "uvu/assert";
import { mountUnitName, parseUnitName, unescapeUnitName } from "../../../src/systemd/unit-name.ts";

test("a unit's name in its parts", () => {
  assert.equal(parseUnitName("web"), { prefix: "web", instance: null });
  assert.equal(parseUnitName("get@"), { prefix: "get", instance: "" });
  assert.equal(parseUnitName("@a"), { prefix: "", instance: "a" });
  assert.equal(parseUnitName("get@a@b"), { prefix: "get", instance: "a@b" });
});

test("the unit that mounts a path, as systemd-escape --path names it", () => {
  assert.is(mountUnitName("/run/confined-units/x"), "run-confined\\x2dunits-x.mount");
  assert.is(mountUnitName("/"), "-.mount");
  assert.is(mountUnitName("//a//b/"), "a-b.mount");
  assert.is(mountUnitName("/.a/.b"), "\\x2ea-.b.mount");
  assert.is(mountUnitName("/a b@c\\d"), "a\\x20b\\x40c\\x5cd.mount");
  assert.is(mountUnitName("/é_:x"), "\\xc3\\xa9_:x.mount");
});

test("what a part of a name stands for, as systemd-escape --unescape has it", () => {
  assert.is(unescapeUnitName("a-b"), "a/b");
  assert.is(unescapeUnitName("a\\x2db"), "a-b");
  assert.is(unescapeUnitName("\\xc3\\xa9"), "é");
  assert.is(unescapeUnitName("a\\b😀"), "a\\b😀");
  assert.is(unescapeUnitName("\\x2"), "\\x2");
  assert.is(unescapeUnitName(""), "");
});

test.run();
