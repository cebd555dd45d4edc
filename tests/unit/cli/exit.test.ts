import { test } from "uvu";
import * as assert from "uvu/assert";
import type { FailureCode } from "../../../src/base/errors.ts";
import { exitOf } from "../../../src/cli/exit.ts";

test("each failure has one exit status, as docs/reference/exit-codes.md says", () => {
  const expected: Record<FailureCode, number> = {
    "service-refused": 1,
    usage: 2,
    "manifest-invalid": 2,
    "service-not-evaluated": 3,
    "store-unreadable": 3,
    "nix-failed": 3,
    "program-failed": 3,
    aborted: 3,
    internal: 4,
  };
  for (const [code, status] of Object.entries(expected)) assert.is(exitOf(code as FailureCode), status, code);
});

test.run();
