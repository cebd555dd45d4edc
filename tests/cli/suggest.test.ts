import { test } from "uvu";
import * as assert from "uvu/assert";
import { suggest } from "../../src/cli/suggest.ts";

const COMMANDS = ["list", "generate", "build", "manifest", "diff"];

test("finds the word that was meant, and none where nothing is near", () => {
  assert.is(suggest("lsit", COMMANDS), "list");
  assert.is(suggest("genrate", COMMANDS), "generate");
  assert.is(suggest("MANIFEST", COMMANDS), "manifest");
  assert.is(suggest("frobnicate", COMMANDS), null);
  assert.is(suggest("", COMMANDS), null);
  assert.is(suggest("x", []), null);
});

test.run();
