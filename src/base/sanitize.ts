/**
 * Texts of configurations, of what they build and of Nix, made fit to be printed. A terminal obeys control characters (ECMA-48,
 * C0 and C1) and shows text in another order after bidirectional ones (Unicode Annex 9); the runner of a CI obeys lines of its
 * log. What would be obeyed is written out.
 */

const OBEYED = String.raw`\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069`;
const IN_LINES = new RegExp(`[${OBEYED}]`, "g");
const IN_A_LINE = new RegExp(`[\\n\\t${OBEYED}]`, "g");

/** `::error …` at the beginning of a line, blanks aside: a workflow command of GitHub. Without looking how many blanks there are. */
const WORKFLOW_COMMAND = /(?<=^|\s):(?=:[a-z])/gim;

/** `##[error]` (GitHub, Azure), `##vso[…]` (Azure), `##teamcity[…]`: some are found anywhere in a line. */
const LOGGING_COMMAND = /#(?=#\w{0,20}\[)/g;

/** A text of one line, such as a name: line breaks and tabs are written out, too, so that it stays one. */
export function escapeLine(text: string): string {
  return text.replace(IN_A_LINE, writtenOut);
}

/** Whole lines: all that the command line and the builders print. */
export function escapeTerminal(text: string): string {
  return text
    .replace(IN_LINES, writtenOut)
    .replace(WORKFLOW_COMMAND, writtenOut)
    .replace(LOGGING_COMMAND, writtenOut);
}

/** JSON with the same value that `escapeTerminal` leaves as it is: what it would change is escaped in JSON's own way. */
export function safeJson(value: unknown, indentation?: number): string {
  return JSON.stringify(value, null, indentation)
    .replace(IN_LINES, jsonEscape)
    .replace(WORKFLOW_COMMAND, jsonEscape)
    .replace(LOGGING_COMMAND, jsonEscape);
}

function writtenOut(character: string): string {
  const code = character.charCodeAt(0);
  return code > 0xff ? jsonEscape(character) : `\\x${code.toString(16).padStart(2, "0")}`;
}

const jsonEscape = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
