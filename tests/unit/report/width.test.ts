import { test } from "uvu";
import * as assert from "uvu/assert";
import { renderLines } from "../../../src/report/spans.ts";
import { tableLines } from "../../../src/report/table.ts";
import { cut, width } from "../../../src/report/width.ts";

test("columns, not characters", () => {
  assert.equal(["web", "ウェブ", "서버", "🚀", "e\u0301", "…→"].map(width), [3, 6, 4, 2, 1, 2]);
});

test("cuts no wide character in two", () => {
  assert.is(cut("ウェブ", 5), "ウェ");
  assert.is(cut("ウェブ", 6), "ウェブ");
  assert.is(cut("a\u0301bc", 2), "a\u0301b");
});

test("a table is aligned whatever its names are written in", () => {
  const lines = tableLines(
    [{ title: "HOST" }, { title: "N", align: "right" }],
    [
      ["ウェブ", "1"],
      ["web", "10"],
    ],
  );
  assert.is(renderLines(lines, false), "HOST     N\nウェブ   1\nweb     10\n");
});

test.run();
