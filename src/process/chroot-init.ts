import { readFileSync } from "node:fs";
import type { Readable } from "node:stream";

/** Process 1 of the PID namespace that bubblewrap makes: when it ends, the kernel ends all in the namespace. */
export interface ChrootInit {
  /** Fulfilled when it is known, or will not be. */
  known: Promise<void>;
  /** Ends it where it is known and still there. */
  kill(): void;
}

/** Reads which process it is from what `bwrap --info-fd` writes. */
export function chrootInit(info: Readable): ChrootInit {
  let text = "";
  let init: { pid: number; started: string } | null = null;
  const known = new Promise<void>((resolve) => {
    info.on("data", (chunk) => {
      text += String(chunk);
      const pid = pidIn(text);
      if (pid === null) return;
      const started = startOf(pid);
      if (started !== null) init = { pid, started };
      resolve();
    });
    info.once("close", resolve);
  });
  return {
    known,
    kill() {
      // The number may be another process's by now.
      if (init === null || startOf(init.pid) !== init.started) return;
      try {
        process.kill(init.pid, "SIGKILL");
      } catch {
        // It has just ended.
      }
    },
  };
}

/** Null until the whole object has come. */
function pidIn(text: string): number | null {
  try {
    const { "child-pid": pid } = Object(JSON.parse(text)) as { "child-pid"?: unknown };
    return Number.isSafeInteger(pid) && Number(pid) > 1 ? Number(pid) : null;
  } catch {
    return null;
  }
}

/** When a process started, in ticks since the boot (proc(5), /proc/PID/stat, field 22); null where there is none. */
function startOf(pid: number): string | null {
  try {
    const status = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name, in parentheses, may hold anything.
    return status.slice(status.lastIndexOf(")") + 2).split(" ")[19] ?? null;
  } catch {
    return null;
  }
}
