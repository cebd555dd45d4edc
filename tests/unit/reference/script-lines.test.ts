import { test } from "uvu";
import * as assert from "uvu/assert";
import { LINE_ROLES, SCRIPT_SHAPES } from "../../../src/reference/script-lines.ts";

test("each line is known by a SHA-256, and each role by one line", () => {
  for (const sha256 of LINE_ROLES.keys()) assert.match(sha256, /^[0-9a-f]{64}$/);
  assert.is(new Set(LINE_ROLES.values()).size, LINE_ROLES.size);
});

test("the scripts are made of known lines, and every known line is in one", () => {
  assert.equal(new Set(SCRIPT_SHAPES.flat(2)), new Set(LINE_ROLES.values()));
});

test.run();
