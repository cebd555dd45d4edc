import { test } from "uvu";
import * as assert from "uvu/assert";
import { didYouMean } from "../../../src/base/did-you-mean.ts";

const COMMANDS = ["list", "generate", "build", "manifest", "diff"];

test("finds the word that was meant, and none where nothing is near", () => {
  assert.is(didYouMean("lsit", COMMANDS), "list");
  assert.is(didYouMean("genrate", COMMANDS), "generate");
  assert.is(didYouMean("MANIFEST", COMMANDS), "manifest");
  assert.is(didYouMean("frobnicate", COMMANDS), null);
  assert.is(didYouMean("", COMMANDS), null);
  assert.is(didYouMean("x", []), null);
});

test.run();
