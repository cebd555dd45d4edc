import { existsSync, mkdtempSync, readFileSync, rmSync, watch } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { root, runScript } from "../../support/run.ts";
import { spawn } from "node:child_process";
import { once } from "node:events";
/** The drivers of the tests, on little projects whose tests are bad on purpose. */

const directory = mkdtempSync(join(tmpdir(), "driver-"));
process.once("exit", () => rmSync(directory, { recursive: true, force: true }));
const pidFile = join(directory, "pid");

function drive(script: string, fixture: string, args: string[] = []) {
  const cwd = join(root, "tests/fixtures/driver", fixture);
  const { code, stdout, stderr } = runScript(script, args, {
    cwd,
    env: { ...process.env, PID_FILE: pidFile },
  });
  return { code, stderr, stdout, last: stdout.trimEnd().split("\n").at(-1) };
}

/** What the driver says of a file: from its own line to the next file's. */
function partOf(stdout: string, file: string): string {
  return stdout.split(/^(?=ok {4}|FAIL {2})/m).find((part) => part.split("\n")[0]!.includes(file)) ?? "";
}

const BAD: [file: string, says: RegExp, counts: string][] = [
  ["never-run", /never calls test\.run\(\)/, "0 passed, 1 failed"],
  ["no-test", /ran no test/, "0 passed, 1 failed"],
  ["suite-never-run", /never calls forgotten\.run\(\)/, "1 passed, 1 failed"],
  ["after-run", /adds a test after the last test\.run\(\)/, "1 passed, 1 failed"],
  ["only", /uses only/, "1 passed, 1 failed, 1 skipped"],
  ["empty-body", /empty body/, "1 passed, 1 failed"],
  ["hook-throws", /a hook threw/, "0 passed, 1 failed"],
  ["after-hook-throws", /cannot tidy up/, "0 passed, 1 failed"],
  ["crashes", /too late for uvu/, "1 passed, 1 failed"],
  ["exits-early", /ran no test/, "0 passed, 1 failed"],
  ["pending", /Exiting early/, "0 passed, 1 failed"],
  ["syntax-error", /Unexpected end of file/, "0 passed, 1 failed"],
  ["failing", /^(?=[^]*a word on stderr)(?=[^]*says what is wrong)[^]*actual/, "1 passed, 1 failed"],
];

test("each way for tests not to run fails the file", () => {
  const { code, stdout, last } = drive("test.ts", "bad");
  assert.is(code, 1);
  for (const [file, says, counts] of BAD) {
    const part = partOf(stdout, `tests/${file}.test.ts`);
    assert.ok(part.split("\n")[0]!.endsWith(`  ${counts}`), `${file}: ${part}`);
    assert.match(part, says);
  }
  assert.is(last, "6 passed, 13 failed, 1 skipped");
});

/** These end the process, so that nothing runs after them. */
const ENDING = ["exits-early", "pending"];

test("it fails in one process too, by name", () => {
  const files = BAD.map(([file]) => file).filter((file) => !ENDING.includes(file));
  const { code, stdout, last } = drive(
    "test-unit.ts",
    "bad",
    files.map((file) => `tests/${file}.test.ts`),
  );
  assert.is(code, 1);
  for (const [file, says] of BAD.filter(([name]) => files.includes(name))) {
    // Of a test that has passed by then, what it throws comes later; stderr is not part of a report.
    if (file === "crashes") assert.match(stdout, says);
    else if (file === "failing") assert.match(partOf(stdout, file), /says what is wrong[^]*actual/);
    else assert.match(partOf(stdout, `tests/${file}.test.ts`), says);
  }
  assert.match(last ?? "", /^6 passed, 1[01] failed$/);
});

for (const file of ENDING) {
  test(`a test that ends the one process, or keeps it from going on, fails: ${file}`, () => {
    const { code, stdout, last } = drive("test-unit.ts", "bad", [`tests/${file}.test.ts`]);
    assert.is(code, 1);
    assert.match(stdout, /before its tests did/);
    assert.is(last, "0 passed, 1 failed");
  });
}

test("a unit test that starts a process or reads the store fails, even where it catches the error", () => {
  const { code, stdout, last } = drive("test-unit.ts", "unit", ["tests"]);
  assert.is(code, 1);
  assert.match(partOf(stdout, "starts-a-process"), "starts a process (spawnSync of true)");
  const reads = partOf(stdout, "reads-the-store");
  assert.match(reads, /reads the store \(existsSync of \/nix\/store\/0{32}-none\)/);
  assert.match(reads, /reads the store \(readFile of \/nix\/store\/0{32}-none\)/);
  assert.match(stdout, /^SKIPPED: a test because no real thing is here$/m);
  assert.is(last, "1 passed, 3 failed");
});

test("is green where all is well, with the time of each file, and leaves no program behind", () => {
  const { code, stdout, last } = drive("test.ts", "good");
  assert.is(code, 0, stdout);
  assert.match(stdout, /^ok {2} +\d+\.\d\ds {2}tests\/a\.test\.ts {2}1 passed, 1 skipped$/m);
  assert.match(stdout, /^ok {2} +\d+\.\d\ds {2}tests\/nested\/b\.test\.ts {2}1 passed$/m);
  assert.match(stdout, /^ok {2} +\d+\.\d\ds {2}tests\/skipping\.test\.ts {2}1 passed, 1 skipped$/m);
  assert.match(stdout, /^ +SKIPPED: a test because no real thing is here$/m);
  assert.is(last, "4 passed, 0 failed, 2 skipped");
  assert.not(isRunning(readFileSync(pidFile, "utf8")), "the program that a test started still runs");
  rmSync(pidFile);
});

test("fails where there is no test, and on a pattern that selects none beside one that does", () => {
  const none = drive("test.ts", "no-files");
  assert.is(none.code, 1);
  assert.match(none.stdout, /no test file matches tests\/\*\*\/\*\.test\.ts/);
  assert.is(none.last, "0 passed, 1 failed, 0 skipped");
  const some = drive("test.ts", "good", ["tests/nested", "tests/gone"]);
  assert.is(some.code, 1);
  assert.match(some.stdout, "no test file matches tests/gone");
  assert.is(some.last, "1 passed, 1 failed, 0 skipped");
});

test("refuses to work with no workers or no time", () => {
  for (const option of ["--jobs=two", "--timeout=-1"]) {
    const ended = drive("test.ts", "good", [option]);
    assert.is(ended.code, 2);
    assert.match(ended.stderr, /wants a whole number above 0/);
  }
});

test("a file that hangs is stopped at its time limit", () => {
  const { code, stdout } = drive("test.ts", "hangs", ["--timeout=1"]);
  assert.is(code, 1);
  assert.match(stdout, "stopped at its time limit");
  rmSync(pidFile, { force: true });
});

test("a driver that is stopped stops what its tests have started", async () => {
  const cwd = join(root, "tests/fixtures/driver/hangs");
  const driver = spawn(
    process.execPath,
    ["--import", import.meta.resolve("tsx"), join(root, "scripts/test.ts")],
    { cwd, env: { ...process.env, PID_FILE: pidFile }, stdio: ["ignore", "ignore", "inherit"] },
  );
  const ended = once(driver, "close");
  const changes = watch(directory);
  while (!existsSync(pidFile) || readFileSync(pidFile, "utf8") === "") await once(changes, "change");
  changes.close();
  driver.kill("SIGTERM");
  assert.equal(await ended, [130, null]);
  assert.not(isRunning(readFileSync(pidFile, "utf8")), "the program that a test started still runs");
});

test.run();

/** A zombie that nobody has waited for yet does not count. */
function isRunning(pid: string): boolean {
  const status = `/proc/${pid}/status`;
  return existsSync(status) && !/^State:\tZ/m.test(readFileSync(status, "utf8"));
}
