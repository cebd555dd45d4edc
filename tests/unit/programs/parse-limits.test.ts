import { test } from "uvu";
import * as assert from "uvu/assert";
import { LIMITS, overLimits, shown } from "../../../src/programs/parse-limits.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

test("a text is over the limits by its bytes or by a line", () => {
  const line = "x".repeat(LIMITS.lineBytes);
  for (const text of ["", "\n", line, `${line}\n${line}\n`, `\n${line}`])
    assert.is(overLimits(bytes(text)), null);
  for (const text of [`${line}x`, `${line}x\n`, `\n${line}x\n`, `a\n${line}x`])
    assert.is(overLimits(bytes(text)), "it has a line of more than 65,536 bytes");
  assert.is(overLimits(bytes("\n".repeat(LIMITS.bytes))), null);
  assert.is(overLimits(bytes("\n".repeat(LIMITS.bytes + 1))), "it is longer than 1,048,576 bytes");
});

test("counts are shown in groups of three digits", () => {
  assert.equal([0, 7, 123, 1234, 65_536, 1_048_576].map(shown), [
    "0",
    "7",
    "123",
    "1,234",
    "65,536",
    "1,048,576",
  ]);
});

test.run();
