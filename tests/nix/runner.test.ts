import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { ProcessError } from "../../src/nix/process-error.ts";
import { run } from "../../src/nix/runner.ts";
import { folderWith, thrownBy } from "./support.ts";

/** A shell that ignores TERM, and so does its child; both write their process ids. */
const STUBBORN = `trap '' TERM; sh -c 'trap "" TERM; echo $$ > "$0/grandchild"; while :; do sleep 0.05; done' "$0" & echo $$ > "$0/child"; wait; wait`;

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

test("input, working folder and environment reach the program; undefined takes a variable out", async () => {
  const cwd = folderWith({});
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
  assert.is(error.kind, "nix");
  assert.is(error.exitCode, 7);
  assert.is(error.signal, null);
  assert.is(error.stdout, "out\n");
  assert.is(error.stderr.split("\n").length, 61);
  assert.is(error.stderrTail.split("\n").length, 40);
  assert.ok(error.stderrTail.startsWith("line 20\n") && error.stderrTail.endsWith("line 59"));
  assert.is(error.command, `sh -c '${script}'`);
});

test("a program that is not there is missing; a folder that is not there is not taken for it", async () => {
  const missing = await thrownBy(ProcessError, () => run("no-such-program", ["x"]));
  assert.is(missing.reason, "missing");
  assert.match(missing.message, /^no-such-program is not installed/);
  assert.is((missing.cause as NodeJS.ErrnoException).code, "ENOENT");
  const folder = await thrownBy(ProcessError, () => run("true", [], { cwd: "/no/such/folder" }));
  assert.is(folder.reason, "unstartable");
});

test("arguments that the system does not take are one clear error", async () => {
  const error = await thrownBy(ProcessError, () => run("true", ["x".repeat(200_000)]));
  assert.is(error.reason, "unstartable");
  assert.match(error.message, /^true cannot be started: .*E2BIG/);
});

test("a program that kills itself is told by its signal", async () => {
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

test("the time limit ends a program that obeys TERM at once, and its children", async () => {
  const folder = folderWith({});
  const script = 'sleep 60 & echo $! > "$0/child"; wait';
  const started = Date.now();
  const error = await thrownBy(ProcessError, () => run("sh", ["-c", script, folder], { timeoutMs: 200 }));
  assert.is(error.reason, "timeout");
  assert.ok(Date.now() - started < 2000);
  await isGone(pidIn(folder, "child"));
});

test("what ignores TERM is killed, grandchildren too", async () => {
  const folder = folderWith({});
  const abort = new AbortController();
  const running = thrownBy(ProcessError, () =>
    run("sh", ["-c", STUBBORN, folder], { signal: abort.signal, graceMs: 200 }),
  );
  await isThere(folder, "child", "grandchild");
  abort.abort(new Error("enough"));
  const error = await running;
  assert.is(error.reason, "aborted");
  assert.is(error.signal, "SIGKILL");
  assert.is((error.cause as Error).message, "enough");
  await isGone(pidIn(folder, "child"));
  await isGone(pidIn(folder, "grandchild"));
});

test("with a signal that has aborted nothing is started", async () => {
  const folder = folderWith({});
  const error = await thrownBy(ProcessError, () =>
    run("touch", [join(folder, "started")], { signal: AbortSignal.abort() }),
  );
  assert.is(error.reason, "aborted");
  assert.not.ok(existsSync(join(folder, "started")));
});

for (const [name, signal, code] of [
  ["Ctrl-C", "SIGINT", "interrupted SIGINT"],
  ["TERM", "SIGTERM", "interrupted SIGTERM"],
] as const) {
  test(`${name} to us stops the program and is told`, async () => {
    const folder = folderWith({});
    const parent = startParent(folder, `.catch((error) => console.log(error.reason, error.signal))`);
    await isThere(folder, "child", "grandchild");
    parent.kill(signal);
    assert.is(await outputOf(parent), `${code}\n`);
    await isGone(pidIn(folder, "child"));
    await isGone(pidIn(folder, "grandchild"));
  });
}

test("when we end without waiting, nothing is left", async () => {
  const folder = folderWith({});
  const parent = startParent(folder, `; setTimeout(() => process.exit(3), 1000)`);
  await isThere(folder, "child", "grandchild");
  await outputOf(parent);
  assert.is(parent.exitCode, 3);
  await isGone(pidIn(folder, "child"));
  await isGone(pidIn(folder, "grandchild"));
});

test("once nothing runs, signals end us as ever", async () => {
  const before = process.listenerCount("SIGINT");
  const running = run("sleep", ["0.2"]);
  assert.is(process.listenerCount("SIGINT"), before + 1);
  await running;
  assert.is(process.listenerCount("SIGINT"), before);
});

test.run();

/** Another process of ours that runs the stubborn program, and then `code`. */
function startParent(folder: string, code: string) {
  const runner = pathToFileURL(join(import.meta.dirname, "../../src/nix/runner.ts")).href;
  const text = `import { run } from ${JSON.stringify(runner)}; run("sh", ["-c", ${JSON.stringify(STUBBORN)}, ${JSON.stringify(folder)}], { graceMs: 200 })${code}`;
  return spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", text], {
    stdio: ["ignore", "pipe", "inherit"],
  });
}

async function outputOf(child: ReturnType<typeof startParent>): Promise<string> {
  let text = "";
  for await (const chunk of child.stdout) text += String(chunk);
  if (child.exitCode === null && child.signalCode === null)
    await new Promise((resolve) => child.once("exit", resolve));
  return text;
}

async function isThere(folder: string, ...names: string[]): Promise<void> {
  const deadline = Date.now() + 20_000;
  const isWritten = (name: string) =>
    existsSync(join(folder, name)) && readFileSync(join(folder, name), "utf8").endsWith("\n");
  while (!names.every(isWritten)) {
    if (Date.now() > deadline) throw new Error(`${names.join(", ")} did not start`);
    await sleep(20);
  }
}

function pidIn(folder: string, name: string): number {
  return Number(readFileSync(join(folder, name), "utf8"));
}

async function isGone(pid: number): Promise<void> {
  const deadline = Date.now() + 2000;
  const isRunning = () =>
    existsSync(`/proc/${pid}`) && !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  while (isRunning()) {
    if (Date.now() > deadline) throw new Error(`process ${pid} is still there`);
    await sleep(20);
  }
}
