import { existsSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { ProcessError } from "../../../src/process/process-error.ts";
import { run } from "../../../src/process/runner.ts";
import { directoryWith, thrownBy } from "./support.ts";

test("gives stdout and stderr apart, passes arguments as they are", async () => {
  const result = await run("sh", [
    "-c",
    'printf "%s|" "$@"; echo talk >&2',
    "sh",
    "a b",
    "$HOME",
    "`x`",
    "",
    "é\n",
  ]);
  assert.equal(result, { stdout: "a b|$HOME|`x`||é\n|", stderr: "talk\n" });
});

test("input, working directory and environment reach the program; undefined takes a variable out", async () => {
  const cwd = directoryWith({});
  const env = { ADDED: "yes", HOME: undefined };
  const { stdout } = await run("sh", ["-c", 'cat; pwd; echo "$ADDED ${HOME-none} ${PATH:+path}"'], {
    cwd,
    env,
    input: "in\n",
  });
  assert.is(stdout, `in\n${cwd}\nyes none path\n`);
});

test("without input, stdin is empty", async () => {
  assert.is((await run("cat", [])).stdout, "");
});

test("a program that does not read its input is no error", async () => {
  assert.is((await run("true", [], { input: "x".repeat(1 << 20) })).stdout, "");
});

test("a failure has the status, the command and what was printed, whole and as a tail", async () => {
  const script = 'i=0; while [ $i -lt 60 ]; do echo "line $i" >&2; i=$((i+1)); done; echo out; exit 7';
  const error = await thrownBy(ProcessError, () => run("sh", ["-c", script]));
  assert.is(error.message, "sh -c failed with exit status 7");
  assert.is(error.code, "program-failed");
  assert.is(error.exitCode, 7);
  assert.is(error.signal, null);
  assert.is(error.stdout, "out\n");
  assert.is(error.stderr.split("\n").length, 61);
  assert.is(error.stderrTail.split("\n").length, 40);
  assert.ok(error.stderrTail.startsWith("line 20\n") && error.stderrTail.endsWith("line 59"));
  assert.is(error.command, `sh -c '${script}'`);
});

test("a program that is not there is missing; a directory that is not there is not taken for it", async () => {
  const missing = await thrownBy(ProcessError, () => run("no-such-program", ["x"]));
  assert.is(missing.reason, "missing");
  assert.match(missing.message, /^no-such-program is not installed/);
  assert.is((missing.cause as NodeJS.ErrnoException).code, "ENOENT");
  const directory = await thrownBy(ProcessError, () => run("true", [], { cwd: "/no/such/directory" }));
  assert.is(directory.reason, "unstartable");
});

test("arguments that the system does not take are one clear error", async () => {
  const error = await thrownBy(ProcessError, () => run("true", ["x".repeat(200_000)]));
  assert.is(error.reason, "unstartable");
  assert.match(error.message, /^true cannot be started: .*E2BIG/);
});

test("a program that kills itself is reported with its signal", async () => {
  const error = await thrownBy(ProcessError, () => run("sh", ["-c", "kill -9 $$"]));
  assert.is(error.message, "sh -c was killed by SIGKILL");
  assert.is(error.exitCode, null);
});

test("lines of stderr come as they are printed, split characters and a last line without an end too", async () => {
  const lines: string[] = [];
  const script = String.raw`printf 'a\n\303' >&2; sleep 0.1; printf '\251\n\nlast' >&2`;
  const { stderr } = await run("sh", ["-c", script], { onStderrLine: (line) => lines.push(line) });
  assert.equal(lines, ["a", "é", "", "last"]);
  assert.is(stderr, "a\né\n\nlast");
});

test("a program that prints too much is stopped", async () => {
  const error = await thrownBy(ProcessError, () => run("yes", [], { maxBytes: 100_000 }));
  assert.is(error.reason, "too-large");
  assert.ok(error.stdout.length <= 100_000);
  const talk = await thrownBy(ProcessError, () => run("sh", ["-c", "yes >&2"], { maxBytes: 100_000 }));
  assert.is(talk.reason, "too-large");
});

test("with a signal that has aborted nothing is started", async () => {
  const directory = directoryWith({});
  const error = await thrownBy(ProcessError, () =>
    run("touch", [join(directory, "started")], { signal: AbortSignal.abort() }),
  );
  assert.is(error.reason, "aborted");
  assert.not.ok(existsSync(join(directory, "started")));
});

test.run();
