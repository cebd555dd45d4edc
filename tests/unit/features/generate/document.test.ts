import { test } from "uvu";
import * as assert from "uvu/assert";
import { generatedSummary } from "../../../../src/features/generate/document.ts";

test("what generate has made is said in one sentence", () => {
  assert.is(generatedSummary(2, 1, true), "2 drop-ins");
  assert.is(generatedSummary(1, 1, false), "1 drop-in, not all");
  assert.is(generatedSummary(48, 3, true), "48 drop-ins of 3 hosts");
  assert.is(generatedSummary(0, 1, true), "no drop-in was made: no service is confined");
  assert.is(generatedSummary(0, 2, false), "no drop-in was made: all services failed");
});

test.run();
