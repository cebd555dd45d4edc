import { test } from "uvu";
import * as assert from "uvu/assert";
import { booleanOf, isOn, parseBoolean } from "../../../src/systemd/boolean.ts";

for (const [word, value] of [
  ...["1", "yes", "y", "true", "t", "on", "YES", "Yes", "On", "T"].map((each) => [each, true] as const),
  ...["0", "no", "n", "false", "f", "off", "NO", "False", "Off", "N"].map((each) => [each, false] as const),
  ...["", "2", "10", "yess", "disconnected", "strict", '"yes"', " yes", "enabled"].map(
    (each) => [each, null] as const,
  ),
]) {
  test(`${JSON.stringify(word)} is ${value}`, () => {
    assert.is(parseBoolean(word), value);
  });
}

test("a setting is what Nix writes for it", () => {
  assert.is(booleanOf(true), true);
  assert.is(booleanOf(false), false);
  assert.is(booleanOf(1), true);
  assert.is(booleanOf(0), false);
  assert.is(booleanOf("yes"), true);
  assert.is(booleanOf(" y "), true, "blanks around a value are no part of it");
  assert.is(booleanOf(undefined), null);
  assert.is(booleanOf(null), null);
  assert.is(booleanOf({ a: true }), null);
});

test("of several lines the last one that is a boolean counts", () => {
  assert.is(booleanOf(["yes", "no"]), false);
  assert.is(booleanOf(["no", "yes"]), true);
  assert.is(booleanOf(["yes", "bogus"]), true);
  assert.is(booleanOf(["yes", ""]), true);
  assert.is(booleanOf([]), null);
});

test("only what is read as true is on", () => {
  assert.is(isOn("t"), true);
  assert.is(isOn("off"), false);
  assert.is(isOn("bogus"), false);
  assert.is(isOn(undefined), false);
});

test.run();
