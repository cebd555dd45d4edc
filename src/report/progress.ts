import { escapeLine } from "../base/sanitize.ts";
import { Activities } from "../nix/log/activities.ts";
import type { NixEvent } from "../nix/log/internal-json.ts";
import { cut } from "./width.ts";
import { statusLine, timeLeft, type Step } from "./status-line.ts";

/** Says on stderr how far a command is; all that goes to a terminal passes through it, so that nothing is mixed up. */
export interface Progress {
  /** What is done at the moment, such as `evaluating host`; null: nothing worth showing. */
  step(step: Step | null): void;
  event(event: NixEvent): void;
  /** Runs what prints, with the live line out of the way. */
  around(print: () => void): void;
  close(): void;
}

/** The world that the progress needs. */
export interface ProgressWorld {
  err(text: string): void;
  columns(): number;
  /** Milliseconds from any fixed moment. */
  now(): number;
  /** Calls `action` again and again until the returned function is called. */
  every(milliseconds: number, action: () => void): () => void;
}

/** For `--quiet`. */
export const noProgress: Progress = {
  step: () => {},
  event: () => {},
  around: (print) => print(),
  close: () => {},
};

/** How often the live line is written again, so that its time goes on. */
const REDRAW_MS = 200;

/** Before this, a live line would only flicker. */
const APPEAR_MS = 300;

/** One line at the bottom of a terminal, which is gone in the end. */
export function liveProgress(world: ProgressWorld): Progress {
  const activities = new Activities();
  const begun = world.now();
  // Kept between the parts of one piece of work, so that its time is all of its time.
  let work = { what: "", since: begun };
  let step: { step: Step; at: number; left: number | null } | null = null;
  let isShown = false;
  const clear = () => {
    if (isShown) world.err("\r\u001b[K");
    isShown = false;
  };
  const draw = () => {
    const now = world.now();
    if (now - begun < APPEAR_MS) return;
    // What was estimated when the step began, less what has passed since: an estimate that grows is none.
    const left = step === null || step.left === null ? null : step.left - (now - step.at);
    const line = statusLine(activities.status(), step?.step ?? null, { elapsed: now - begun, left });
    if (line === null) return clear();
    // In one piece and over the one before, so that it does not flicker.
    world.err(`\r${cut(escapeLine(line), Math.max(1, world.columns() - 1))}\u001b[K`);
    isShown = true;
  };
  const stop = world.every(REDRAW_MS, draw);
  return {
    step(next) {
      const at = world.now();
      if (next !== null && next.what !== work.what) work = { what: next.what, since: at };
      step = next === null ? null : { step: next, at, left: timeLeft(next, at - work.since) };
    },
    event: (event) => activities.apply(event),
    around(print) {
      clear();
      print();
    },
    close() {
      stop();
      clear();
    },
  };
}

/** Whole lines, for logs: each build as it begins, and each step as it goes on where there are several. */
export function plainProgress(world: Pick<ProgressWorld, "err">): Progress {
  const activities = new Activities();
  let last = "";
  const say = (line: string) => {
    if (line !== last) world.err(`${escapeLine(line)}\n`);
    last = line;
  };
  return {
    ...noProgress,
    step(step) {
      if (step === null || step.done === 0 || step.done >= step.total) return;
      say(`${step.what} ${step.done + 1} of ${step.total}`);
    },
    event(event) {
      activities.apply(event);
      if (event.kind !== "start") return;
      const name = activities.buildOf(event.id);
      if (name !== null) say(`building ${name}`);
    },
  };
}
