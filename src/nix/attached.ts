import { spawn } from "node:child_process";
import { constants } from "node:os";
import { ProcessError } from "./process-error.ts";

export interface AttachedOptions {
  /** All of its environment. */
  env?: NodeJS.ProcessEnv | undefined;
  /** After so long it is stopped, and `status` is null. */
  timeoutMs?: number | undefined;
  /** Stops it. */
  signal?: AbortSignal | undefined;
}

/**
 * Runs a program on our own terminal, in our own process group: Ctrl-C is its to heed. Gives its exit status, 128 + n where signal
 * n ended it. Throws ProcessError where it cannot be started.
 */
export function runAttached(
  command: string,
  args: readonly string[],
  { env, timeoutMs, signal: stop }: AttachedOptions = {},
): Promise<{ status: number | null }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...args], { stdio: "inherit", env });
    // One that goes on after Ctrl-C, as a shell does, was not stopped, and neither are we.
    const heeding = process.listeners("SIGINT");
    const ignore = () => {};
    process.removeAllListeners("SIGINT").on("SIGINT", ignore);
    const terminate = () => void child.kill("SIGTERM");
    stop?.addEventListener("abort", terminate, { once: true });
    let isStopped = false;
    const timer =
      timeoutMs === undefined
        ? undefined
        : setTimeout(() => {
            isStopped = true;
            child.kill("SIGKILL");
          }, timeoutMs);
    const settle = () => {
      clearTimeout(timer);
      process.off("SIGINT", ignore);
      for (const listener of heeding) process.on("SIGINT", listener);
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
