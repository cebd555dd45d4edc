import { EXIT } from "../base/exit-status.ts";
import type { Line } from "../report/spans.ts";

export { EXIT, exitOf } from "../base/exit-status.ts";

/** 128 + n: ended by signal n, as shells have it. */
const SIGNALS: Record<string, number> = { SIGHUP: 129, SIGINT: 130, SIGPIPE: 141, SIGTERM: 143 };

/** The worst of several failures decides: a defect of ours before Nix before the user's words before findings. */
export function worstExit(codes: Iterable<number>): number {
  return Math.max(EXIT.ok, ...codes);
}

/** How the end of a command that was stopped is shown; `reason` is that of `Io.signal`. A reader that closed stdout wants no word. */
export function stopLines(reason: unknown): { lines: Line[]; code: number } {
  if (reason instanceof Error)
    return { lines: [[`error: the output cannot be written: ${reason.message}`]], code: EXIT.usage };
  const name = String(reason);
  const lines: Line[] = name === "SIGPIPE" ? [] : [[`stopped by ${name}; nothing was left half-written`]];
  return { lines, code: SIGNALS[name] ?? EXIT.internal };
}
