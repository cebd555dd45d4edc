import { test } from "uvu";
import * as assert from "uvu/assert";
import { argumentsOf, findTests } from "../../../../scripts/test/find.ts";
import { root } from "../../../support/run.ts";

const find = (patterns: string[], slow = false) => findTests(patterns, { cwd: root, slow });
const SESSIONS = "tests/integration/cli/transcripts";

test("a session can be named in three ways, and is run by the file beside it", () => {
  for (const pattern of [`${SESSIONS}/audit`, `${SESSIONS}/audit.txt`, "audit.txt"])
    assert.equal(find([pattern]), { files: [`${SESSIONS}/audit.txt`], unmatched: [] });
  assert.equal(argumentsOf(`${SESSIONS}/audit.txt`), [`${SESSIONS}.test.ts`, "audit.txt"]);
  assert.equal(argumentsOf("tests/unit/docs.test.ts"), ["tests/unit/docs.test.ts"]);
});

test("all sessions are one each, however they are selected", () => {
  const sessions = find([SESSIONS]).files;
  assert.ok(sessions.length > 20);
  assert.equal(find([`${SESSIONS}.test.ts`]).files, sessions);
  for (const file of sessions) assert.ok(find([]).files.includes(file), file);
});

test("slow files are left out, unless they are asked for or named", () => {
  const slow = find([], true).files;
  assert.ok(slow.length > 0);
  assert.ok(slow.every((file) => file.endsWith(".slow.test.ts")));
  assert.not.ok(find([]).files.some((file) => file.endsWith(".slow.test.ts")));
  assert.equal(find([slow[0]!]).files, [slow[0]]);
});

test("a directory stands for its tests, and what selects nothing is named", () => {
  assert.equal(find(["tests/unit/scripts/test/"]), {
    files: ["tests/unit/scripts/test/find.test.ts"],
    unmatched: [],
  });
  assert.equal(find(["tests/gone", "gone.txt"]).unmatched, ["tests/gone", "gone.txt"]);
  assert.equal(find(["tests/fixtures"]).files, []);
});

test.run();
