import { spawn } from "node:child_process";
import { performance } from "node:perf_hooks";

/** What became of one test file. */
export interface Outcome {
  /** stdout and stderr as they came. */
  output: string;
  /** null: ended by `signal`. */
  exitCode: number | null;
  signal: string | null;
  timedOut: boolean;
  milliseconds: number;
}

/** How long a test file may take to end what it started, which may be in process groups of its own. */
const GRACE_MS = 5000;

const running = new Set<number>();

/** Runs a test file, with its arguments, in a process group of its own; past the time limit the group is terminated, then killed. */
export function runFile(command: readonly string[], timeoutMs: number): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(process.execPath, ["--import", import.meta.resolve("tsx"), ...command], {
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const chunks: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => chunks.push(chunk));
    const group = child.pid;
    if (group !== undefined) running.add(group);
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      stop(group);
    }, timeoutMs);
    child.on("error", reject);
    // What a test left behind holds the pipes open, and would keep `close` from coming.
    child.on("exit", () => signalGroup(group, "SIGKILL"));
    child.on("close", (exitCode, signal) => {
      clearTimeout(timer);
      if (group !== undefined) running.delete(group);
      const output = Buffer.concat(chunks).toString("utf8");
      resolve({ output, exitCode, signal, timedOut, milliseconds: performance.now() - start });
    });
  });
}

/** Ends every test file that still runs. */
export function stopRunning(): void {
  for (const group of running) stop(group);
}

function stop(group: number | undefined): void {
  signalGroup(group, "SIGTERM");
  setTimeout(() => signalGroup(group, "SIGKILL"), GRACE_MS).unref();
}

/** A group that is gone is no error. */
function signalGroup(group: number | undefined, signal: NodeJS.Signals): void {
  if (group === undefined) return;
  try {
    process.kill(-group, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
