import { test } from "uvu";
import * as assert from "uvu/assert";
import { EXEC_OPTIONS, listOf, stringsOf } from "../../../src/systemd/lines.ts";

test("a value is the lines that Nix writes for it", () => {
  assert.equal(stringsOf("a b"), ["a b"]);
  assert.equal(stringsOf(7), ["7"]);
  assert.equal(stringsOf(true), ["true"]);
  assert.equal(stringsOf(false), ["false"]);
  assert.equal(stringsOf(["a", 1, ["b", false]]), ["a", "1", "b", "false"]);
  assert.equal(stringsOf(null), []);
  assert.equal(stringsOf(undefined), []);
  assert.equal(stringsOf({ a: "b" }), []);
});

test("an empty line takes back those before it", () => {
  assert.equal(listOf(["a", "b"]), ["a", "b"]);
  assert.equal(listOf(["a", "", "b"]), ["b"]);
  assert.equal(listOf(["a", " \t", "b", "", "c"]), ["c"]);
  assert.equal(listOf(["a", ""]), []);
  assert.equal(listOf(undefined), []);
});

test("the options whose lines nixpkgs scans for store paths", () => {
  assert.equal([...EXEC_OPTIONS].toSorted(), [
    "ExecReload",
    "ExecStart",
    "ExecStartPost",
    "ExecStartPre",
    "ExecStop",
    "ExecStopPost",
  ]);
});

test.run();
