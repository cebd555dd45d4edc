import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { ProcessError } from "../../../src/process/process-error.ts";
import { run } from "../../../src/process/runner.ts";
import { directoryWith, thrownBy } from "./support.ts";

/** Longer than anything here takes on a busy machine. */
const HANGS_MS = 120_000;

/** A shell that ignores TERM, and so does its child; both write their process ids. */
const STUBBORN = `trap '' TERM; sh -c 'trap "" TERM; echo $$ > "$0/grandchild"; while :; do sleep 0.05; done' "$0" & echo $$ > "$0/child"; wait; wait`;

test("the time limit ends a program that obeys TERM at once, and its children", async () => {
  const directory = directoryWith({});
  const script = 'sleep 600 & echo $! > "$0/child"; wait';
  // On a busy machine the shell may be stopped before it has started anything.
  for (let timeoutMs = 200; !existsSync(join(directory, "child")); timeoutMs *= 4) {
    const error = await thrownBy(ProcessError, () => run("sh", ["-c", script, directory], { timeoutMs }));
    assert.is(error.reason, "timeout");
    // Not by the SIGKILL that comes after the grace.
    assert.is(error.signal, "SIGTERM");
  }
  await isGone(pidIn(directory, "child"));
});

test("what ignores TERM is killed, grandchildren too", async () => {
  const directory = directoryWith({});
  const abort = new AbortController();
  const running = thrownBy(ProcessError, () =>
    run("sh", ["-c", STUBBORN, directory], { signal: abort.signal, graceMs: 200 }),
  );
  await isThere(directory, "child", "grandchild");
  abort.abort(new Error("enough"));
  const error = await running;
  assert.is(error.reason, "aborted");
  assert.is(error.signal, "SIGKILL");
  assert.is((error.cause as Error).message, "enough");
  await isGone(pidIn(directory, "child"));
  await isGone(pidIn(directory, "grandchild"));
});

for (const [name, signal, code] of [
  ["Ctrl-C", "SIGINT", "interrupted SIGINT"],
  ["TERM", "SIGTERM", "interrupted SIGTERM"],
] as const) {
  test(`${name} to us stops the program and is reported`, async () => {
    const directory = directoryWith({});
    const parent = startParent(directory, `.catch((error) => console.log(error.reason, error.signal))`);
    // The program may be there before its parent comes to listen to signals.
    await isThere(directory, "child", "grandchild", "parent");
    parent.kill(signal);
    assert.is(await outputOf(parent), `${code}\n`);
    await isGone(pidIn(directory, "child"));
    await isGone(pidIn(directory, "grandchild"));
  });
}

test("when we end without waiting, nothing is left", async () => {
  const directory = directoryWith({});
  const parent = startParent(directory, `; process.stdin.once("data", () => process.exit(3))`);
  await isThere(directory, "child", "grandchild");
  parent.stdin.write("\n");
  await outputOf(parent);
  assert.is(parent.exitCode, 3);
  await isGone(pidIn(directory, "child"));
  await isGone(pidIn(directory, "grandchild"));
});

test("once nothing runs, signals end us as ever", async () => {
  const before = process.listenerCount("SIGINT");
  const running = run("sleep", ["0.2"]);
  assert.is(process.listenerCount("SIGINT"), before + 1);
  await running;
  assert.is(process.listenerCount("SIGINT"), before);
});

test.run();

/** Another process of ours that runs the stubborn program, and then `code`. Its file `parent` says that both have begun. */
function startParent(directory: string, code: string) {
  const runner = pathToFileURL(join(import.meta.dirname, "../../../src/process/runner.ts")).href;
  const begun = JSON.stringify(join(directory, "parent"));
  const text = `import { writeFileSync } from "node:fs"; import { run } from ${JSON.stringify(runner)}; run("sh", ["-c", ${JSON.stringify(STUBBORN)}, ${JSON.stringify(directory)}], { graceMs: 200 })${code}; writeFileSync(${begun}, "\\n")`;
  return spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", text], {
    stdio: ["pipe", "pipe", "inherit"],
  });
}

async function outputOf(child: ReturnType<typeof startParent>): Promise<string> {
  let text = "";
  for await (const chunk of child.stdout) text += String(chunk);
  if (child.exitCode === null && child.signalCode === null)
    await new Promise((resolve) => child.once("exit", resolve));
  return text;
}

async function isThere(directory: string, ...names: string[]): Promise<void> {
  const deadline = Date.now() + HANGS_MS;
  const isWritten = (name: string) =>
    existsSync(join(directory, name)) && readFileSync(join(directory, name), "utf8").endsWith("\n");
  while (!names.every(isWritten)) {
    if (Date.now() > deadline) throw new Error(`${names.join(", ")} did not start`);
    await sleep(20);
  }
}

function pidIn(directory: string, name: string): number {
  return Number(readFileSync(join(directory, name), "utf8"));
}

async function isGone(pid: number): Promise<void> {
  const deadline = Date.now() + HANGS_MS;
  const isRunning = () =>
    existsSync(`/proc/${pid}`) && !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  while (isRunning()) {
    if (Date.now() > deadline) throw new Error(`process ${pid} is still there`);
    await sleep(20);
  }
}
