import { spawn } from "node:child_process";
import { constants } from "node:os";
import type { Readable } from "node:stream";
import { chrootInit } from "./chroot-init.ts";
import { ProcessError } from "./process-error.ts";

export interface AttachedOptions {
  /** All of its environment. */
  env?: NodeJS.ProcessEnv | undefined;
  /** After so long it is stopped, and `status` is null. */
  timeoutMs?: number | undefined;
  /** Stops it. */
  signal?: AbortSignal | undefined;
  /**
   * It is, or starts, a bubblewrap that is given `--unshare-pid --info-fd 3`, and is stopped through process 1 of its namespace: one that
   * is itself ended while it starts leaves a child behind, which then waits for ever.
   */
  isBubblewrap?: boolean | undefined;
}

/** A program that is stopped and has not ended by then is killed. */
const GRACE_MS = 5000;

/**
 * Runs a program on our own terminal, in our own process group: the program handles Ctrl-C. Gives its exit status, 128 + n where signal
 * n ended it. Throws ProcessError where it cannot be started.
 */
export function runAttached(
  command: string,
  args: readonly string[],
  { env, timeoutMs, signal: stop, isBubblewrap = false }: AttachedOptions = {},
): Promise<{ status: number | null }> {
  return new Promise((resolve, reject) => {
    const stdio = ["inherit", "inherit", "inherit", ...(isBubblewrap ? (["pipe"] as const) : [])] as const;
    const child = spawn(command, [...args], { stdio: [...stdio], env });
    const init = isBubblewrap ? chrootInit(child.stdio[3] as Readable) : null;
    // One that goes on after Ctrl-C, as a shell does, was not stopped, and neither are we.
    const listeners = process.listeners("SIGINT");
    const ignore = () => {};
    process.removeAllListeners("SIGINT").on("SIGINT", ignore);
    const timers: NodeJS.Timeout[] = [];
    const end = (signal: "SIGTERM" | "SIGKILL") => {
      if (init === null) return void child.kill(signal);
      void init.known.then(init.kill);
      timers.push(setTimeout(() => child.kill("SIGKILL"), GRACE_MS));
    };
    const terminate = () => end("SIGTERM");
    stop?.addEventListener("abort", terminate, { once: true });
    if (stop?.aborted === true) terminate();
    let isStopped = false;
    if (timeoutMs !== undefined)
      timers.push(
        setTimeout(() => {
          isStopped = true;
          end("SIGKILL");
        }, timeoutMs),
      );
    // A bubblewrap that a signal has ended may have left it.
    child.once("exit", () => init?.kill());
    const settle = () => {
      timers.forEach(clearTimeout);
      process.off("SIGINT", ignore);
      for (const listener of listeners) process.on("SIGINT", listener);
      stop?.removeEventListener("abort", terminate);
    };
    child.once("error", (cause: NodeJS.ErrnoException) => {
      settle();
      const reason = cause.code === "ENOENT" ? "missing" : "unstartable";
      const outcome = {
        command,
        args,
        reason,
        exitCode: null,
        signal: null,
        stdout: "",
        stderr: "",
      } as const;
      reject(new ProcessError(outcome, { cause }));
    });
    child.once("close", (status, signal) => {
      settle();
      resolve({ status: isStopped ? null : (status ?? 128 + constants.signals[signal!]) });
    });
  });
}
