import { test } from "uvu";
import * as assert from "uvu/assert";
import { colourData, colourTalk, wantsColour } from "../../src/report/colour.ts";

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

test("titles, levels and marks of data are coloured, JSON and drop-ins never", () => {
  const shown = (text: string) =>
    colourData(text)
      .replaceAll("\u001b[", "<")
      .replaceAll(/<([\d;]+)m/g, "<$1>");
  assert.is(shown("web\nSERVICE  MODE\na        b\n"), "<1>web<0>\n<2>SERVICE  MODE<0>\na        b\n");
  assert.is(
    shown("web: changed, 2 paths\n  + zstd 1\n  ~ x 1 → 2\n"),
    "<1>web<0>: changed, 2 paths\n<32>  + zstd 1<0>\n<33>  ~ <0>x 1 → 2\n",
  );
  assert.is(shown("error CU101 web: no ln\n"), "<31;1>error<0> CU101 web: no ln\n");
  assert.is(
    shown("web.service: failed\nerror web: no x\n  + a\n  | log\n"),
    "<1>web.service<0>: failed\n<31;1>error<0> web: no x\n<32>  + a<0>\n<2>  | log<0>\n",
  );
  assert.is(shown("# why\na = {\n  # CU101: ln\n"), "<2># why<0>\na = {\n<2>  # CU101: ln<0>\n");
  assert.is(shown("note     x\nok       y\n"), "<33;1>note<0>     x\n<32>ok<0>       y\n");
  for (const text of [
    `${JSON.stringify({ host: "web", error: "failed: x" }, null, 2)}\n`,
    "[Service]\nBindReadOnlyPaths=/nix/store/x\n",
  ])
    assert.is(colourData(text), text);
});

test.run();
