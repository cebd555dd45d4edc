import { spawnSync } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { runAttached } from "../../../src/process/attached.ts";
import { noneWith } from "../faults/support.ts";
import { skipped } from "../../support/skip.ts";

const VIEW = [
  "--die-with-parent",
  "--unshare-user-try",
  "--unshare-pid",
  "--ro-bind",
  "/",
  "/",
  "--dev",
  "/dev",
];
const works = spawnSync("bwrap", [...VIEW, "true"]).status === 0;
const bubblewrap = (command: readonly string[]) => ["--info-fd", "3", ...VIEW, ...command];

test("an exit status is handed on, 128 more than a signal", async () => {
  assert.equal(await runAttached("sh", ["-c", "exit 7"]), { status: 7 });
  assert.equal(await runAttached("sh", ["-c", "kill -TERM $$"]), { status: 143 });
});

test("a bubblewrap that is stopped at any moment of its start leaves nothing", async () => {
  if (!works) return skipped("bubblewrap makes no namespace here");
  const word = `301.${process.pid}`;
  for (let round = 0; round < 30; round++) {
    const stop = new AbortController();
    if (round === 0) stop.abort();
    const running = runAttached("bwrap", bubblewrap(["sleep", word]), {
      signal: stop.signal,
      isBubblewrap: true,
    });
    // Whenever it is: what is asserted holds at each moment.
    if (round > 1) await sleep(round / 2);
    stop.abort();
    await running;
  }
  await noneWith(word);
});

test("one whose time is over leaves nothing", async () => {
  if (!works) return skipped("bubblewrap makes no namespace here");
  const word = `302.${process.pid}`;
  const command = ["sh", "-c", `sleep ${word} & sleep ${word}`];
  for (const timeoutMs of [1, 5, 100])
    assert.equal(await runAttached("bwrap", bubblewrap(command), { timeoutMs, isBubblewrap: true }), {
      status: null,
    });
  await noneWith(word);
});

test.run();
