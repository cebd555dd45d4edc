import fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { fitsGlob } from "../../../src/base/glob.ts";

const texts = (...characters: string[]) =>
  fc.array(fc.constantFrom(...characters), { maxLength: 9 }).map((all) => all.join(""));

test("a glob means what it means as a regular expression", () => {
  fc.assert(
    fc.property(texts("a", "b", "*", "?"), texts("a", "b"), (glob, name) => {
      const pattern = glob.replaceAll("*", ".*").replaceAll("?", ".");
      assert.is(fitsGlob(glob, name), new RegExp(`^${pattern}$`).test(name));
    }),
    { numRuns: 2000 },
  );
});

test("signs of regular expressions are themselves", () => {
  assert.ok(fitsGlob("gtk+-[3].(x)", "gtk+-[3].(x)"));
  assert.not.ok(fitsGlob("a.c", "abc"));
});

test("many stars come to an end", () => {
  assert.not.ok(fitsGlob(`${"*a".repeat(30)}b`, "a".repeat(200)));
});

test.run();
