import { type FailureCode } from "../base/errors.ts";
import type { Line } from "../report/spans.ts";

/** Exit statuses (docs/reference/exit-codes.md). 128 + n: ended by signal n, as shells have it. */
export const EXIT = { ok: 0, findings: 1, usage: 2, nix: 3, internal: 4 } as const;

const SIGNALS: Record<string, number> = { SIGHUP: 129, SIGINT: 130, SIGPIPE: 141, SIGTERM: 143 };

/** What a failure makes the command line exit with. */
const EXIT_OF: Record<FailureCode, number> = {
  usage: EXIT.usage,
  "manifest-invalid": EXIT.usage,
  "service-refused": EXIT.findings,
  "service-not-evaluated": EXIT.nix,
  "store-unreadable": EXIT.nix,
  "nix-failed": EXIT.nix,
  "program-failed": EXIT.nix,
  internal: EXIT.internal,
};

export const exitOf = (code: FailureCode): number => EXIT_OF[code];

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
