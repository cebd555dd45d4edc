import { test } from "uvu";
import * as assert from "uvu/assert";
import { colourTalk, wantsColour } from "../../src/report/colour.ts";

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

test("only the first word of a line is coloured", () => {
  assert.is(
    colourTalk("error: no error: here\nhint: x\n"),
    "\u001b[31;1merror:\u001b[0m no error: here\n\u001b[36mhint:\u001b[0m x\n",
  );
});

test.run();
