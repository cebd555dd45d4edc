import { existsSync } from "node:fs";
import { Worker } from "node:worker_threads";
import { ConfinedUnitsError, type FailureDetails } from "../base/errors.ts";
import type { NotLookedAt } from "../base/unknown.ts";
import type { Answer, Job, Results } from "./jobs.ts";

/** Parses in a thread of its own, so that signals take effect at once and a parser that aborts costs one text. */
export interface ParseWorker {
  /**
   * Does a job; `name` is that of the text, for messages. Rejects only where the signal is aborted, with its reason. What cannot be
   * parsed is the answer.
   */
  run<K extends keyof Results>(
    name: string,
    job: Extract<Job, { kind: K }>,
  ): Promise<{ value: Results[K] } | NotLookedAt>;
  /** Ends the thread; a job afterwards starts another. */
  close(): void;
}

export interface ParseWorkerOptions {
  signal?: AbortSignal | undefined;
  /** Called with the name of each text before it is parsed. */
  onText?: ((name: string) => void) | undefined;
  /** Called where a text took too long, or a defect of ours came up: the text is not looked at, and others are. */
  onError?: ((error: ConfinedUnitsError) => void) | undefined;
  /** How long one text may take. */
  timeoutMs?: number | undefined;
  /** The program of the thread; for tests. */
  entry?: URL | undefined;
}

/** No text within the limits comes near it; only a defect of ours or a machine that is at its end does. */
const TIMEOUT_MS = 30_000;

/** One thread for all jobs, one job at a time; it is started with the first. */
export function parseWorker(options: ParseWorkerOptions = {}): ParseWorker {
  const { signal, onError, timeoutMs = TIMEOUT_MS } = options;
  let thread: { worker: Worker; isFresh: boolean } | null = null;
  let last: Promise<unknown> = Promise.resolve();

  const start = () => {
    // What the parser prints when it aborts is no message of ours.
    const worker = new Worker(options.entry ?? entryFile(), { stdout: true, stderr: true });
    worker.on("error", () => {});
    worker.once("exit", () => {
      if (thread?.worker === worker) thread = null;
    });
    return { worker, isFresh: true };
  };
  const close = () => {
    const ended = thread;
    thread = null;
    void ended?.worker.terminate();
  };
  const work = async (name: string, job: Job): Promise<Result> => {
    signal?.throwIfAborted();
    thread ??= start();
    const { worker, isFresh } = thread;
    thread.isFresh = false;
    options.onText?.(name);
    let ending: Ending | null = null;
    try {
      ending = await ask(worker, job, timeoutMs, signal);
    } finally {
      if (ending === null || !("value" in ending || "notLookedAt" in ending)) close();
    }
    if ("value" in ending || "notLookedAt" in ending) return ending;
    // What texts before it left in the thread's memory must not count.
    if ("gaveUp" in ending && !isFresh) return work(name, job);
    if ("gaveUp" in ending) return { notLookedAt: `its parser gave up: ${ending.gaveUp}` };
    const error = errorOf(name, ending, timeoutMs);
    onError?.(error);
    return { notLookedAt: error.problem };
  };
  return {
    close,
    run: <K extends keyof Results>(name: string, job: Extract<Job, { kind: K }>) => {
      const done = last.then(() => work(name, job));
      last = done.catch(() => {});
      return done as Promise<Result<K>>;
    },
  };
}

type Result<K extends keyof Results = keyof Results> = { value: Results[K] } | NotLookedAt;

/** What becomes of a job. */
type Ending = Answer | { isLate: true };

/** A text was not read, and neither the text nor its limits are the reason. */
class ParseError extends ConfinedUnitsError {
  /** The message without the text's name. */
  readonly problem: string;

  constructor(name: string, problem: string, details: FailureDetails) {
    super("internal", `${name}: ${problem}`, details);
    this.problem = problem;
  }
}

function errorOf(name: string, ending: { defect: string } | { isLate: true }, timeoutMs: number): ParseError {
  if ("defect" in ending)
    return new ParseError(name, `it cannot be read, a defect of confined-units: ${ending.defect}`, {});
  return new ParseError(name, `it was not read within ${timeoutMs / 1000} s`, {
    hint: "run it again when the machine is less busy; if that does not help, it is a defect of confined-units",
  });
}

/** Hands a job over and waits for what becomes of it. Rejects with the signal's reason. */
function ask(worker: Worker, job: Job, timeoutMs: number, signal?: AbortSignal): Promise<Ending> {
  return new Promise((resolve, reject) => {
    const settle = (end: () => void) => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", onAbort);
      for (const [event, listener] of listeners) worker.off(event, listener);
      // An idle thread must not keep the program from ending.
      worker.unref();
      end();
    };
    const end = (ending: Ending) => settle(() => resolve(ending));
    const onAbort = () => settle(() => reject(signal!.reason));
    const listeners = [
      ["message", (answer: Answer) => end(answer)],
      ["error", (error: Error) => end({ gaveUp: error.message })],
      ["exit", (code: number) => end({ gaveUp: `its thread ended with ${code}` })],
    ] as const;
    const timer = setTimeout(() => end({ isLate: true }), timeoutMs);
    signal?.addEventListener("abort", onAbort, { once: true });
    for (const [event, listener] of listeners) worker.on(event, listener);
    worker.ref();
    worker.postMessage(job);
  });
}

/** Beside the bundle or above its chunks; else from the sources. */
function entryFile(): URL {
  const places = ["./parse-worker.cjs", "../parse-worker.cjs", "./from-sources.mjs"];
  return places.map((place) => new URL(place, import.meta.url)).find((place) => existsSync(place))!;
}
