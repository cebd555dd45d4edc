import { ConfinedUnitsError } from "../base/errors.ts";
import { NixError } from "../nix/errors/errors.ts";
import { cutText, sentenceOf } from "../process/kept-lines.ts";
import { styled, type Line, type Span } from "./spans.ts";

/** How much of a failure is shown. */
export interface FailureDetail {
  /** The host that it belongs to; null: it need not be named. */
  host: string | null;
  /** Whether all that Nix said is shown. */
  showsAll: boolean;
  /** Ways out that were shown before. */
  knownHints?: ReadonlySet<string>;
}

/** A failure on stderr: one sentence, where it happened, the log of what failed, then the way out. */
export function failureLines(
  error: ConfinedUnitsError,
  { host, showsAll, knownHints }: FailureDetail,
): Line[] {
  const at = host === null ? "" : `${host}: `;
  const hint = error.hint === undefined || knownHints?.has(error.hint) === true ? null : error.hint;
  return [
    ...indented([styled("error", "error:"), ` ${at}`], error.message),
    ...(error instanceof NixError ? nixLines(error, showsAll) : []),
    ...(hint === null ? [] : indented([styled("hint", "hint:"), " "], hint)),
  ];
}

/** A warning on stderr. */
export const warningLines = (message: string): Line[] =>
  indented([styled("warning", "warning:"), " "], message);

/** A defect of ours, with its stack. */
export function defectLines(error: unknown): Line[] {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `internal error, a defect of confined-units: ${text}`.split("\n").map((line) => [line]);
}

/** A text of several lines is indented, so that none of them looks like a failure or a hint of its own. */
function indented(head: readonly Span[], text: string): Line[] {
  const [first = "", ...more] = text.split("\n");
  return [[...head, first], ...more.map((line): Line => [line.startsWith("  ") ? line : `  ${line}`])];
}

/** Characters of what Nix said; a line of its errors is far shorter. */
const LONGEST_LINE = 10_000;

function nixLines(error: NixError, showsAll: boolean): Line[] {
  const { location, log, process: ended, items } = error;
  const all = showsAll || !error.hasMessage ? (ended?.stderr.trimEnd() ?? "") : "";
  const lines = all.split("\n").map((line) => cutText(line, LONGEST_LINE));
  const isSaid = lines.length === 1 && sentenceOf(all) === error.message;
  const texts = [
    ...items.map((item) => `  - ${item}`),
    ...(location === undefined ? [] : [`  at ${location.file}:${location.line}:${location.column}`]),
    ...(log.length === 0 ? [] : [`  the last ${log.length} lines of its log:`]),
    ...log.map((line) => `  > ${line}`),
    ...(all === "" || isSaid ? [] : ["  all that Nix said:", ...lines.map((line) => `  | ${line}`)]),
  ];
  return texts.map((text) => [text]);
}
