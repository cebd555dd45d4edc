import { ConfinedUnitsError, type FailureKind } from "../core/errors.ts";
import { printable } from "../core/harmless.ts";
import { NixError } from "../nix/errors.ts";
import { cutText, sentenceOf } from "../nix/kept-lines.ts";

/** Exit statuses (docs/reference/exit-codes.md). 128 + n: ended by signal n, as shells have it. */
export const EXIT = { ok: 0, findings: 1, usage: 2, nix: 3, internal: 4 } as const;

const SIGNALS: Record<string, number> = { SIGHUP: 129, SIGINT: 130, SIGPIPE: 141, SIGTERM: 143 };

export const exitOfKind = (kind: FailureKind): number => EXIT[kind];

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
      code: exitOfKind(error.kind),
    };
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { text: `internal error, a defect of confined-units: ${text}\n`, code: EXIT.internal };
}

/** A text of several lines is set in, so that none of them passes for a failure or a hint of its own. */
const set = (text: string) => text.replace(/\n(?! {2})/g, "\n  ");

/** Characters of what Nix said; a line of its errors is far shorter. */
const LONGEST_LINE = 10_000;

function nixDetails(error: NixError, detail: Detail): string[] {
  const { location, log, process: ended, items } = error;
  const place = location === undefined ? [] : [`  at ${location.file}:${location.line}:${location.column}`];
  const title = log.length === 0 ? [] : [`  the last ${log.length} lines of its log:`];
  const wantsAll = detail["show-trace"] === true || (detail.verbose ?? 0) > 0 || !error.isUnderstood;
  const said = wantsAll ? (ended?.stderr.trimEnd() ?? "") : "";
  const lines = said.split("\n").map((line) => cutText(line, LONGEST_LINE));
  const isSaid = lines.length === 1 && sentenceOf(said) === error.message;
  const whole = said === "" || isSaid ? [] : ["  all that Nix said:", ...lines.map((line) => `  | ${line}`)];
  return [
    ...items.map((item) => `  - ${printable(item)}`),
    ...place,
    ...title,
    ...log.map((line) => `  > ${line}`),
    ...whole,
  ];
}
