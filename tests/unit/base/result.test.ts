import { test } from "uvu";
import * as assert from "uvu/assert";
import { failure, success, type Result } from "../../../src/base/result.ts";

test("a result is a value or an error, and says which", () => {
  const half = (n: number): Result<number, string> => (n % 2 === 0 ? success(n / 2) : failure(`${n} is odd`));
  assert.equal(half(4), { ok: true, value: 2 });
  assert.equal(half(3), { ok: false, error: "3 is odd" });
});

test.run();
