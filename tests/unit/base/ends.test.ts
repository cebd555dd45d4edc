import { test } from "uvu";
import * as assert from "uvu/assert";
import { before, behind, withoutEnd, withoutEnds } from "../../../src/base/ends.ts";

test("characters are taken off the end, or both", () => {
  assert.equal(
    ["", "/", "a", "a/", "a//", "/a/b//"].map((text) => withoutEnd(text, "/")),
    ["", "", "a", "a", "a", "/a/b"],
  );
  assert.equal(
    ["", " ", "a", " \ta b\t ", "\ta"].map((text) => withoutEnds(text, " \t")),
    ["", "", "a", "a b", "a"],
  );
});

test("a mark parts a text", () => {
  assert.equal([before("a?b?c", "?"), before("a", "?"), before("?", "?")], ["a", "a", ""]);
  assert.equal(
    [behind("a?b?c", "?"), behind("a", "?"), behind("a?", "?"), behind("a", "")],
    ["b?c", null, "", "a"],
  );
});

test.run();
