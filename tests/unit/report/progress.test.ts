import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { readLogLine } from "../../../src/nix/log/internal-json.ts";
import { liveProgress, noProgress, plainProgress } from "../../../src/report/progress.ts";
import { duration, statusLine, timeLeft } from "../../../src/report/status-line.ts";

const LOG = readFileSync(join(import.meta.dirname, "../nix/log/recordings/2.34.8/build.jsonl"), "utf8").split(
  "\n",
);

const IDLE = {
  building: [],
  copying: [],
  builds: { done: 0, expected: 0, failed: 0 },
  copies: { done: 0, expected: 0 },
};

const SOON = { elapsed: 9000, left: null };

/** A terminal and a clock that only move when asked to. */
function world() {
  let now = 0;
  let redraw = () => {};
  const written: string[] = [];
  return {
    written,
    tick(milliseconds: number) {
      now += milliseconds;
      redraw();
    },
    err: (text: string) => void written.push(text),
    columns: () => 40,
    now: () => now,
    every(_milliseconds: number, action: () => void) {
      redraw = action;
      return () => (redraw = () => {});
    },
  };
}

test("builds come before copies, and copies before our own step", () => {
  const step = { what: "evaluating host", done: 4, total: 20 };
  const builds = { done: 1, expected: 3, failed: 1 };
  const copies = { done: 0, expected: 7 };
  const status = { building: ["a-1", "b-2"], copying: ["c-3"], builds, copies };
  assert.is(statusLine(status, step, SOON), "building a-1 and 1 more (1 of 3 done), 1 failed · 9 s");
  assert.is(statusLine({ ...status, building: [] }, step, SOON), "copying c-3 (0 of 7 done) · 9 s");
  assert.is(statusLine(IDLE, step, SOON), "evaluating host 5 of 20 · 9 s");
  assert.is(
    statusLine(IDLE, step, { ...SOON, left: 32_000 }),
    "evaluating host 5 of 20 · 9 s, about 32 s left",
  );
  assert.is(statusLine(IDLE, { what: "evaluating", done: 0, total: 1 }, SOON), "evaluating · 9 s");
  assert.is(statusLine(IDLE, null, SOON), null);
});

test("there is no estimate where it would be a guess", () => {
  assert.is(timeLeft({ what: "x", done: 2, total: 20 }, 10_000), null);
  assert.is(timeLeft({ what: "x", done: 10, total: 20 }, 1000), null);
  assert.is(timeLeft({ what: "x", done: 20, total: 20 }, 10_000), null);
  assert.is(timeLeft({ what: "x", done: 10, total: 20 }, 10_000), 10_000);
});

test("times as people say them", () => {
  assert.equal([400, 59_000, 61_000, 3_780_000].map(duration), ["0 s", "59 s", "1 min 1 s", "1 h 3 min"]);
});

test("the live line appears late, never wraps, makes way for what is printed, and is gone in the end", () => {
  const terminal = world();
  const progress = liveProgress(terminal);
  progress.step({ what: "evaluating host", done: 0, total: 9 });
  terminal.tick(100);
  assert.equal(terminal.written, []);
  terminal.tick(300);
  assert.equal(terminal.written, ["\revaluating host 1 of 9 · 0 s\u001b[K"]);
  progress.around(() => terminal.err("a warning\n"));
  assert.equal(terminal.written.slice(1), ["\r\u001b[K", "a warning\n"]);
  progress.step({ what: `${"long ".repeat(20)}\u001b[2J`, done: 0, total: 1 });
  terminal.tick(200);
  assert.is(terminal.written.at(-1)!.length, "\r".length + 39 + "\u001b[K".length);
  progress.close();
  assert.is(terminal.written.at(-1), "\r\u001b[K");
  const { length } = terminal.written;
  terminal.tick(1000);
  assert.is(terminal.written.length, length);
});

test("an estimate counts all of the work's time, and only goes down", () => {
  const terminal = world();
  const progress = liveProgress({ ...terminal, columns: () => 80 });
  const evaluating = (done: number) => progress.step({ what: "evaluating host", done, total: 20 });
  evaluating(0);
  terminal.tick(4000);
  progress.step(null);
  terminal.tick(1000);
  evaluating(5);
  terminal.tick(0);
  assert.match(terminal.written.at(-1)!, /about 15 s left/);
  terminal.tick(3000);
  assert.match(terminal.written.at(-1)!, /about 12 s left/);
  terminal.tick(13_000);
  assert.not.match(terminal.written.at(-1)!, /left/);
  progress.close();
});

test("the live line shows what Nix builds while it builds it", () => {
  const terminal = world();
  const progress = liveProgress(terminal);
  for (const line of LOG) {
    progress.event(readLogLine(line));
    terminal.tick(400);
  }
  assert.ok(terminal.written.some((text) => text.startsWith("\rbuilding demo-1.0")));
  assert.is(terminal.written.at(-1), "\r\u001b[K");
});

test("elsewhere there are whole lines: each build, and each batch of several", () => {
  const { err, written } = world();
  const progress = plainProgress({ err });
  for (const done of [0, 4, 8]) progress.step({ what: "evaluating host", done, total: 8 });
  progress.step(null);
  LOG.forEach((line) => progress.event(readLogLine(line)));
  progress.close();
  assert.equal(written, ["evaluating host 5 of 8\n", "building demo-1.0\n"]);
});

test("quiet is quiet, and prints what is to be printed", () => {
  let printed = 0;
  noProgress.step({ what: "x", done: 1, total: 2 });
  LOG.forEach((line) => noProgress.event(readLogLine(line)));
  noProgress.around(() => printed++);
  assert.is(printed, 1);
});

test.run();
