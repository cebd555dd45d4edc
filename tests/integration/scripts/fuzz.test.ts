import { test } from "uvu";
import * as assert from "uvu/assert";
import { runScript } from "../../support/run.ts";

test("one run of one target", () => {
  const { code, stdout } = runScript("fuzz.ts", ["names", "--seed", "5", "--run", "7"]);
  assert.is(stdout, "ok   names, seed 5: 1 runs\n");
  assert.is(code, 0);
});

test("a target that there is not is answered with those that there are", () => {
  const { code, stdout } = runScript("fuzz.ts", ["nothing"]);
  assert.match(stdout, /^there is no target nothing: there are manifest, /);
  assert.is(code, 2);
});

test.run();
