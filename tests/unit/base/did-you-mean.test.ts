import { test } from "uvu";
import * as assert from "uvu/assert";
import { nearest } from "../../../src/base/did-you-mean.ts";

const COMMANDS = ["list", "generate", "build", "manifest", "diff"];

test("finds the word that was meant, and none where nothing is near", () => {
  assert.is(nearest("lsit", COMMANDS), "list");
  assert.is(nearest("genrate", COMMANDS), "generate");
  assert.is(nearest("MANIFEST", COMMANDS), "manifest");
  assert.is(nearest("frobnicate", COMMANDS), null);
  assert.is(nearest("", COMMANDS), null);
  assert.is(nearest("x", []), null);
});

test.run();
