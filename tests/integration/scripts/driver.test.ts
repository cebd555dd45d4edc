import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { root, runScript } from "../../support/run.ts";

/** Each directory of fixtures/driver is a little project whose tests the driver is let loose on. */
function drive(fixture: string, args: string[] = [], env: Record<string, string> = {}) {
  const cwd = join(root, "tests/fixtures/driver", fixture);
  const { code, stdout, stderr } = runScript("test.ts", args, { cwd, env: { ...process.env, ...env } });
  return { code, stderr, stdout, last: stdout.trimEnd().split("\n").at(-1) };
}

const BAD: Record<string, { says: RegExp; last: string }> = {
  "no-files": {
    says: /no test file matches tests\/\*\*\/\*\.test\.ts/,
    last: "0 passed, 1 failed, 0 skipped",
  },
  "never-run": { says: /never calls test\.run\(\)/, last: "0 passed, 1 failed, 0 skipped" },
  "no-test": { says: /ran no test/, last: "0 passed, 1 failed, 0 skipped" },
  "suite-never-run": { says: /never calls forgotten\.run\(\)/, last: "1 passed, 1 failed, 0 skipped" },
  "after-run": { says: /adds a test after the last test\.run\(\)/, last: "1 passed, 1 failed, 0 skipped" },
  only: { says: /uses only/, last: "1 passed, 1 failed, 1 skipped" },
  "empty-body": { says: /empty body/, last: "1 passed, 1 failed, 0 skipped" },
  "hook-throws": { says: /a hook threw/, last: "0 passed, 1 failed, 0 skipped" },
  "after-hook-throws": { says: /cannot tidy up/, last: "0 passed, 1 failed, 0 skipped" },
  crashes: { says: /too late for uvu[^]*ended with exit status 1/, last: "1 passed, 1 failed, 0 skipped" },
  "exits-early": { says: /ran no test/, last: "0 passed, 1 failed, 0 skipped" },
  pending: { says: /Exiting early/, last: "0 passed, 1 failed, 0 skipped" },
  "syntax-error": { says: /Unexpected end of file/, last: "0 passed, 1 failed, 0 skipped" },
};

for (const [fixture, { says, last }] of Object.entries(BAD)) {
  test(`fails on ${fixture}`, () => {
    const ended = drive(fixture);
    assert.is(ended.code, 1, ended.stdout);
    assert.match(ended.stdout, says);
    assert.is(ended.last, last);
  });
}

test("is green where all is well, with the time of each file", () => {
  const ended = drive("passing");
  assert.is(ended.code, 0, ended.stdout);
  assert.match(ended.stdout, /^ok {2} +\d+\.\d\ds {2}tests\/a\.test\.ts {2}1 passed, 1 skipped$/m);
  assert.match(ended.stdout, /^ok {2} +\d+\.\d\ds {2}tests\/nested\/b\.test\.ts {2}1 passed$/m);
  assert.is(ended.last, "2 passed, 0 failed, 1 skipped");
});

test("prints all that a failing file printed", () => {
  const { code, stdout } = drive("failing");
  assert.is(code, 1);
  for (const part of [
    "a word on stderr",
    "says what is wrong",
    "++expected",
    "--   actual",
    "1 passed, 1 failed",
  ]) {
    assert.match(stdout, part);
  }
});

test("counts a test that says it is skipped", () => {
  const ended = drive("skipping");
  assert.is(ended.code, 0, ended.stdout);
  assert.match(ended.stdout, /^ +SKIPPED: a test because no real thing is here$/m);
  assert.is(ended.last, "1 passed, 0 failed, 1 skipped");
});

test("selects by glob, by file and by directory, and fails on a selection of nothing", () => {
  assert.is(drive("passing", ["tests/nested"]).last, "1 passed, 0 failed, 0 skipped");
  assert.is(drive("passing", ["./tests/a.test.ts"]).last, "1 passed, 0 failed, 1 skipped");
  assert.is(drive("passing", ["tests/*.test.ts", "tests/a.test.ts"]).last, "1 passed, 0 failed, 1 skipped");
  const ended = drive("passing", ["tests/a.test.ts", "tests/gone"]);
  assert.is(ended.code, 1);
  assert.match(ended.stdout, "no test file matches tests/gone");
});

test("refuses to work with no workers or no time", () => {
  for (const args of [
    ["--jobs", "0"],
    ["--jobs", "two"],
    ["--timeout", "-1"],
  ]) {
    const ended = drive("passing", [args.join("=")]);
    assert.is(ended.code, 2);
    assert.match(ended.stderr, /wants a whole number above 0/);
  }
});

for (const [fixture, code, says] of [
  ["hangs", 1, /stopped at its time limit/],
  ["leaves-a-program", 0, /1 passed/],
] as const) {
  test(`leaves no program behind: ${fixture}`, () => {
    const directory = mkdtempSync(join(tmpdir(), "driver-"));
    try {
      const pidFile = join(directory, "pid");
      const ended = drive(fixture, ["--timeout=3"], { PID_FILE: pidFile });
      assert.is(ended.code, code, ended.stdout);
      assert.match(ended.stdout, says);
      assert.not(isRunning(readFileSync(pidFile, "utf8")), "the program that the test started still runs");
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
}

test.run();

/** A zombie that nobody has waited for yet does not count. */
function isRunning(pid: string): boolean {
  const status = `/proc/${pid}/status`;
  return existsSync(status) && !/^State:\tZ/m.test(readFileSync(status, "utf8"));
}
