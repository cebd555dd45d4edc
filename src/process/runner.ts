import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { existsSync } from "node:fs";
import { stopGroup, watchChild } from "./children.ts";
import { ProcessError, type ProcessFailure } from "./process-error.ts";
import { collect, collectLines } from "./sink.ts";

/** What a program is run with; everything is optional. */
export interface RunOptions {
  cwd?: string | undefined;
  /** Added to our own environment; undefined takes a variable out. */
  env?: Readonly<Record<string, string | undefined>> | undefined;
  /** Written to stdin, which is closed after it; without it stdin is empty. */
  input?: string | undefined;
  timeoutMs?: number | undefined;
  /** How long a program that is stopped may take to exit before it is killed. */
  graceMs?: number | undefined;
  signal?: AbortSignal | undefined;
  /** How many bytes of stdout, and of stderr, are taken before the program is stopped. */
  maxBytes?: number | undefined;
  /** Whether stdout has to be UTF-8; without it, what is not becomes U+FFFD. */
  strict?: boolean | undefined;
  /** Called with each line of stderr as it comes, without its line break; one of more than 1 MiB is cut. */
  onStderrLine?: ((line: string) => void) | undefined;
}

export interface RunResult {
  stdout: string;
  /** Its first MiB and its last 4 MiB. */
  stderr: string;
}

export type Run = (command: string, args: readonly string[], options?: RunOptions) => Promise<RunResult>;

/** Larger than the manifests of a whole fleet, smaller than the longest JavaScript string. */
const DEFAULT_MAX_BYTES = 256 * 1024 * 1024;

/** Nix needs a moment to stop its builders; 2.8 ignores TERM while it evaluates. */
const DEFAULT_GRACE_MS = 1000;

/** The output of a program that was stopped is waited for no longer than this: what left its group may hold the pipes. */
const DRAIN_MS = 200;

interface Ending {
  reason: ProcessFailure | null;
  exitCode: number | null;
  signal: string | null;
  cause?: unknown;
}

/**
 * Runs a program with these arguments, in a process group of its own, without a shell. Throws ProcessError when it cannot be
 * started, does not end with exit status 0, or is stopped: by the time limit, the abort signal, the size cap, or a signal
 * to ourselves. Nothing of its group is left running then.
 */
export const run: Run = async (command, args, options = {}) => {
  const failure = (ending: Ending, printed: { stdout: string; stderr: string }) => {
    const reason = ending.reason ?? (ending.signal === null ? "exit" : "signal");
    return new ProcessError({ command, args, ...ending, reason, ...printed }, { cause: ending.cause });
  };
  const unstarted = (reason: ProcessFailure, cause: unknown) =>
    failure({ reason, exitCode: null, signal: null, cause }, { stdout: "", stderr: "" });

  if (options.signal?.aborted === true) throw unstarted("aborted", options.signal.reason);
  let child: ChildProcessWithoutNullStreams;
  try {
    const env = { ...process.env, ...options.env };
    child = spawn(command, [...args], { cwd: options.cwd, env, detached: true, stdio: "pipe" });
  } catch (cause) {
    throw unstarted("unstartable", cause);
  }
  const { ending, stdout, stderr } = await supervise(child, options);
  const isFailed = ending.reason !== null || ending.exitCode !== 0;
  const text = options.strict === true && !isFailed ? decoded(stdout) : stdout.toString("utf8");
  const printed = { stdout: text ?? "", stderr };
  if (isFailed) throw failure(ending, printed);
  if (text === null) throw failure({ ...ending, reason: "undecodable" }, printed);
  return printed;
};

/** Null: it is not UTF-8. */
function decoded(bytes: Buffer): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Waits for a program to exit, and stops it where the options or a signal to us say so. Never rejects. */
function supervise(
  child: ChildProcessWithoutNullStreams,
  options: RunOptions,
): Promise<{ ending: Ending; stdout: Buffer; stderr: string }> {
  return new Promise((resolve) => {
    let reason: ProcessFailure | null = null;
    let signalToUs: string | null = null;
    const stop = (why: ProcessFailure) => {
      if (reason !== null) return;
      reason = why;
      stopGroup(child, options.graceMs ?? DEFAULT_GRACE_MS);
    };
    const maxBytes = options.maxBytes ?? DEFAULT_MAX_BYTES;
    const stdout = collect(child.stdout, maxBytes, () => stop("too-large"));
    const stderr = collectLines(child.stderr, maxBytes, () => stop("too-large"), options.onStderrLine);
    // A program that does not read its input closes the pipe: its exit status says whether that matters.
    child.stdin.on("error", () => {});
    child.stdin.end(options.input ?? "");

    const watch = watchChild(child, (signal) => {
      signalToUs ??= signal;
      stop("interrupted");
    });
    const onAbort = () => stop("aborted");
    options.signal?.addEventListener("abort", onAbort, { once: true });
    const timer =
      options.timeoutMs === undefined ? undefined : setTimeout(() => stop("timeout"), options.timeoutMs);

    const settle = (ending: Ending) => {
      watch.release();
      clearTimeout(timer);
      options.signal?.removeEventListener("abort", onAbort);
      resolve({ ending, stdout: stdout.bytes(), stderr: stderr.text() });
    };
    child.once("error", (cause: NodeJS.ErrnoException) => {
      const isMissing = cause.code === "ENOENT" && (options.cwd === undefined || existsSync(options.cwd));
      settle({ reason: isMissing ? "missing" : "unstartable", exitCode: null, signal: null, cause });
    });
    child.once("exit", () => {
      if (reason !== null)
        setTimeout(() => [child.stdout, child.stderr].forEach((pipe) => pipe.destroy()), DRAIN_MS);
    });
    child.once("close", (exitCode, signal) => {
      const cause = reason === "aborted" ? options.signal?.reason : undefined;
      settle({ reason, exitCode, signal: signalToUs ?? signal, cause });
    });
  });
}
