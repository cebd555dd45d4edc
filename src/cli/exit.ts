import { ConfinedUnitsError, type FailureCode } from "../base/errors.ts";
import { escapeLine } from "../base/sanitize.ts";
import { NixError } from "../nix/errors.ts";

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

/** How the end of a command that was stopped is told; `reason` is that of `Io.signal`. A reader that closed stdout wants no word. */
export function describeStop(reason: unknown): { text: string; code: number } {
  if (reason instanceof Error)
    return { text: `error: the output cannot be written: ${reason.message}\n`, code: EXIT.usage };
  const name = String(reason);
  const text = name === "SIGPIPE" ? "" : `stopped by ${name}; nothing was left half-written\n`;
  return { text, code: SIGNALS[name] ?? EXIT.internal };
}

/** How much of a failure is told. */
interface Detail {
  verbose?: number | undefined;
  "show-trace"?: boolean | undefined;
  /** Ways out that were told before. */
  told?: ReadonlySet<string> | undefined;
}

/** How a failure is told on stderr: one sentence, where it happened, the log of what failed, then the way out. */
export function describeFailure(error: unknown, detail: Detail = {}): { text: string; code: number } {
  if (error instanceof ConfinedUnitsError) {
    const hint =
      error.hint === undefined || detail.told?.has(error.hint) === true ? [] : [`hint: ${set(error.hint)}`];
    const nix = error instanceof NixError ? nixDetails(error, detail) : [];
    return {
      text: `${[`error: ${set(error.message)}`, ...nix, ...hint].join("\n")}\n`,
      code: exitOf(error.code),
    };
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { text: `internal error, a defect of confined-units: ${text}\n`, code: EXIT.internal };
}

/** A text of several lines is set in, so that none of them passes for a failure or a hint of its own. */
const set = (text: string) => text.replace(/\n(?! {2})/g, "\n  ");

function nixDetails(error: NixError, detail: Detail): string[] {
  const { location, log, process: ended, items } = error;
  const place = location === undefined ? [] : [`  at ${location.file}:${location.line}:${location.column}`];
  const title = log.length === 0 ? [] : [`  the last ${log.length} lines of its log:`];
  const wantsAll = detail["show-trace"] === true || (detail.verbose ?? 0) > 0 || !error.isUnderstood;
  const said = wantsAll ? (ended?.stderr.trimEnd() ?? "") : "";
  const whole = said === "" ? [] : ["  all that Nix said:", ...said.split("\n").map((line) => `  | ${line}`)];
  return [
    ...items.map((item) => `  - ${escapeLine(item)}`),
    ...place,
    ...title,
    ...log.map((line) => `  > ${line}`),
    ...whole,
  ];
}
