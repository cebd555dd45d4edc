import { escapeTerminal } from "../base/sanitize.ts";

/** What a stretch of a line is; the one who writes it says so, and nobody has to find it out from its letters. */
export type Style =
  | "title"
  | "heading"
  | "error"
  | "warning"
  | "note"
  | "hint"
  | "ok"
  | "added"
  | "removed"
  | "changed"
  | "faint";

/** A stretch of a line; a plain string has no style. */
export type Span = string | { style: Style; text: string };

/** One line, without its line break. */
export type Line = readonly Span[];

export const styled = (style: Style, text: string): Span => ({ style, text });

/** The letters of a line. */
export const plainText = (line: Line): string =>
  line.map((span) => (typeof span === "string" ? span : span.text)).join("");

/** Select Graphic Rendition (ECMA-48, 8.3.117). */
const CODES: Record<Style, string> = {
  title: "1",
  heading: "2",
  error: "31;1",
  warning: "33;1",
  note: "33;1",
  hint: "36",
  ok: "32",
  added: "32",
  removed: "31",
  changed: "33",
  faint: "2",
};

/**
 * A line as it is printed, safe for terminals and CI logs. Where a command of a CI runner can only be seen across two spans, the
 * line is escaped as a whole and has no colour.
 */
export function renderLine(line: Line, isColoured: boolean): string {
  const spans = line.map((span) => (typeof span === "string" ? { style: null, text: span } : span));
  const safe = spans.map(({ style, text }) => ({ style, text: escaped(text) }));
  const plain = safe.map(({ text }) => text).join("");
  const whole = escapeTerminal(plain);
  if (!isColoured || whole !== plain) return whole;
  return safe
    .map(({ style, text }) =>
      style === null || text === "" ? text : `\u001b[${CODES[style]}m${text}\u001b[0m`,
    )
    .join("");
}

/** A line stays one line; its tabs are its own. */
const escaped = (text: string) => escapeTerminal(text).replaceAll("\n", "\\x0a");

/** Whole lines, each with its line break. */
export const renderLines = (lines: readonly Line[], isColoured: boolean): string =>
  lines.map((line) => `${renderLine(line, isColoured)}\n`).join("");

/** Whether to colour: `--color`, then NO_COLOR (no-color.org), then FORCE_COLOR, then whether it is a terminal. */
export function wantsColour(
  asked: "auto" | "always" | "never" | undefined,
  env: Readonly<Record<string, string | undefined>>,
  isTerminal: boolean,
): boolean {
  if (asked === "always") return true;
  if (asked === "never") return false;
  if ((env["NO_COLOR"] ?? "") !== "") return false;
  const forced = env["FORCE_COLOR"];
  if (forced !== undefined && forced !== "") return forced !== "0" && forced !== "false";
  return isTerminal && env["TERM"] !== "dumb";
}
