import { test } from "uvu";
import * as assert from "uvu/assert";
import type { Severity } from "../../../../src/diagnostics/finding.ts";
import { FAIL_LEVELS, reaches } from "../../../../src/features/audit/fail-level.ts";

const UNKNOWN = { what: "the service", why: "it does not evaluate" };

/** The levels that fail a run with these. */
const failing = (severities: readonly Severity[], unknown: readonly object[] = []) =>
  FAIL_LEVELS.filter((level) =>
    reaches(
      level,
      severities.map((severity) => ({ severity })),
      unknown,
    ),
  );

test("each level includes those that are worse", () => {
  assert.equal(failing(["error"]), ["unknown", "note", "warning", "error"]);
  assert.equal(failing(["warning", "note"]), ["unknown", "note", "warning"]);
  assert.equal(failing(["note"]), ["unknown", "note"]);
});

test("what was not looked at fails a run only where that is asked for", () => {
  assert.equal(failing([], [UNKNOWN]), ["unknown"]);
  assert.equal(failing(["note"], [UNKNOWN]), ["unknown", "note"]);
  assert.equal(failing([]), []);
});

test.run();
