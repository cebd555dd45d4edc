import { test } from "uvu";
import * as assert from "uvu/assert";
import { UsageError } from "../../../src/base/errors.ts";
import { defectLines, failureLines, warningLines } from "../../../src/report/failure.ts";
import { renderLines } from "../../../src/report/spans.ts";
import { readable } from "../../support/document.ts";

const DETAIL = { host: null, showsAll: false };

test("a failure names its host, and its hint once", () => {
  const error = new UsageError("error: no\nhint: false", { hint: "yes" });
  assert.is(
    renderLines(failureLines(error, { ...DETAIL, host: "web" }), false),
    "error: web: error: no\n  hint: false\nhint: yes\n",
  );
  const knownHints = new Set(["yes"]);
  assert.is(
    renderLines(failureLines(error, { ...DETAIL, knownHints }), false),
    "error: error: no\n  hint: false\n",
  );
});

test("only the first word of a line is coloured", () => {
  const error = new UsageError("no error: here", { hint: "x" });
  assert.is(
    readable(renderLines(failureLines(error, DETAIL), true)),
    "<31;1>error:<0> no error: here\n<36>hint:<0> x\n",
  );
  assert.is(readable(renderLines(warningLines("a\nb"), true)), "<33;1>warning:<0> a\n  b\n");
});

test("a host's name that holds control characters is escaped", () => {
  const shown = renderLines(failureLines(new UsageError("no"), { ...DETAIL, host: "a\u001b[2J\nb" }), false);
  assert.is(shown, "error: a\\x1b[2J\\x0ab: no\n");
});

test("a defect shows its stack", () => {
  const text = renderLines(defectLines(new TypeError("x is not y")), false);
  assert.match(text, /^internal error, a defect of confined-units: TypeError: x is not y\n {4}at /);
  assert.is(renderLines(defectLines("x"), false), "internal error, a defect of confined-units: x\n");
});

test.run();
