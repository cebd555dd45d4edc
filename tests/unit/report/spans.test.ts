import { test } from "uvu";
import * as assert from "uvu/assert";
import { renderLine, styled, wantsColour, type Line } from "../../../src/report/spans.ts";
import { readable } from "../../support/document.ts";

test("--color decides, then NO_COLOR, then FORCE_COLOR, then the terminal", () => {
  assert.is(wantsColour("always", { NO_COLOR: "1" }, false), true);
  assert.is(wantsColour("never", { FORCE_COLOR: "1" }, true), false);
  assert.is(wantsColour("auto", { NO_COLOR: "1", FORCE_COLOR: "1" }, true), false);
  assert.is(wantsColour(undefined, { NO_COLOR: "", FORCE_COLOR: "1" }, false), true);
  assert.is(wantsColour(undefined, { FORCE_COLOR: "0" }, true), false);
  assert.is(wantsColour(undefined, {}, true), true);
  assert.is(wantsColour(undefined, {}, false), false);
  assert.is(wantsColour(undefined, { TERM: "dumb" }, true), false);
});

const line: Line = [styled("error", "error"), " CU101 backup job: no ln"];

test("a span has its colour, and plain text has none", () => {
  assert.is(readable(renderLine(line, true)), "<31;1>error<0> CU101 backup job: no ln");
  assert.is(renderLine(line, false), "error CU101 backup job: no ln");
  assert.is(renderLine([styled("added", "")], true), "");
});

test("what others wrote is escaped in every span", () => {
  const hostile: Line = [styled("title", "\u001b[2Jweb"), ": a\nerror: b"];
  assert.is(renderLine(hostile, false), "\\x1b[2Jweb: a\\x0aerror: b");
  assert.is(readable(renderLine(hostile, true)), "<1>\\x1b[2Jweb<0>: a\\x0aerror: b");
});

test("a command of a CI runner is escaped when two spans make it up", () => {
  for (const isColoured of [false, true]) {
    assert.is(renderLine([styled("error", ":"), ":error file=x::y"], isColoured), "\\x3a:error file=x::y");
    assert.not.match(renderLine(["##", "[error]x"], isColoured), "##[");
  }
});

test.run();
