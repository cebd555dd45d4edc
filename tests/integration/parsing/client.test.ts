import { BroadcastChannel } from "node:worker_threads";
import { test } from "uvu";
import * as assert from "uvu/assert";
import type { ConfinedUnitsError } from "../../../src/base/errors.ts";
import { parseWorker, type ParseWorkerOptions } from "../../../src/parsing/client.ts";

const entry = new URL("./thread.mjs", import.meta.url);

/** A worker that does what its jobs say, instead of parsing. */
function scripted(options: ParseWorkerOptions = {}) {
  const errors: ConfinedUnitsError[] = [];
  const worker = parseWorker({ entry, onError: (error) => errors.push(error), ...options });
  return {
    errors,
    close: () => worker.close(),
    run: (text: string) => worker.run(`/x/${text}`, { kind: "shell", text }) as Promise<object>,
  };
}

/** Waits until a thread has begun with a job. */
function begun(text: string): Promise<void> {
  const channel = new BroadcastChannel("begun");
  return new Promise((resolve) => {
    channel.addEventListener("message", (event) => {
      if ((event as MessageEvent).data !== text) return;
      channel.close();
      resolve();
    });
  });
}

test("all jobs are done by one thread, in their order", async () => {
  const { run, close } = scripted();
  const answers = await Promise.all([run("a"), run("b"), run("c")]);
  assert.equal(answers[1], answers[0]);
  assert.equal(answers[2], answers[0]);
  close();
  assert.not.equal(await run("a"), answers[0]);
  close();
});

test("a signal stops a thread that never comes to an end", async () => {
  const stop = new AbortController();
  const { run } = scripted({ signal: stop.signal });
  const beginning = begun("endless");
  const jobs = Promise.allSettled([run("endless"), run("a")]);
  await beginning;
  stop.abort("SIGTERM");
  assert.equal(await jobs, [
    { status: "rejected", reason: "SIGTERM" },
    { status: "rejected", reason: "SIGTERM" },
  ]);
});

test("a text that takes too long is an error of its own, and the others are read", async () => {
  const { run, errors, close } = scripted({ timeoutMs: 100 });
  assert.equal(await run("endless"), { notLookedAt: "it was not read within 0.1 s" });
  assert.equal(
    errors.map(({ message, code }) => [message, code]),
    [["/x/endless: it was not read within 0.1 s", "internal"]],
  );
  close();
  const { run: again, close: end } = scripted();
  assert.ok("value" in (await again("a")));
  end();
});

for (const [text, reason] of [
  ["abort", "its parser gave up: Aborted()"],
  ["exit", "its parser gave up: its thread ended with 3"],
  ["throw", "its parser gave up: thrown"],
] as const) {
  test(`a thread that ends by ${text} costs its text and no other`, async () => {
    const { run, errors, close } = scripted();
    const [before, ended, after] = await Promise.all([run("a"), run(text), run("a")]);
    assert.equal(ended, { notLookedAt: reason });
    assert.ok("value" in before! && "value" in after!);
    assert.not.equal(after, before);
    assert.equal(errors, []);
    close();
  });
}

test("a defect is an error that names the text", async () => {
  const { run, errors, close } = scripted();
  assert.ok("notLookedAt" in (await run("defect")));
  assert.match(errors[0]!.message, /^\/x\/defect: .*TypeError: x/);
  assert.is(errors[0]!.code, "internal");
  assert.ok("value" in (await run("a")));
  close();
});

test("no thread is started before there is a job", () => {
  // It would fail: there is no such program.
  scripted({ entry: new URL("./none.mjs", import.meta.url) }).close();
});

test.run();
