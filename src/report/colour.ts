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

const RED = "31";
const GREEN = "32";
const YELLOW = "33";
const CYAN = "36";
const BOLD = "1";
const FAINT = "2";

/** What a line begins with, and how that is shown. */
type Rule = readonly [pattern: RegExp, code: string];

const TALK: readonly Rule[] = [
  [/^error:/gm, `${RED};1`],
  [/^warning:/gm, `${YELLOW};1`],
  [/^hint:/gm, CYAN],
];

/** The forms of our own tables and findings: titles, levels, marks of what came and went. */
const DATA: readonly Rule[] = [
  [/^.+(?=\n(?:[A-Z]{2,} {2}|failed: |no confined services))/gm, BOLD],
  [/^[A-Z]{2,}(?: {2,}[A-Z]{2,})+$/gm, FAINT],
  [/^(?:failed:|problem(?= {2})|error(?= (?:CU\d+ )?\S+: ))/gm, `${RED};1`],
  [/^(?:warning|note)(?= (?:CU\d+ )?\S+: )|^note(?= {5})/gm, `${YELLOW};1`],
  [/^ok(?= {7})/gm, GREEN],
  [/^ {2}\+ .*$|^\+.*$/gm, GREEN],
  [/^ {2}- .*$|^-.*$/gm, RED],
  [/^ {2}[~=] /gm, YELLOW],
  [/^\S+(?=: (?:added|removed|changed), )|^\S+\.service(?=: )/gm, BOLD],
  [/^ *# .*$|^ {2}\| .*$/gm, FAINT],
];

function coloured(text: string, rules: readonly Rule[]): string {
  return rules.reduce(
    (shown, [pattern, code]) => shown.replace(pattern, (found) => `\u001b[${code}m${found}\u001b[0m`),
    text,
  );
}

/** Colours the word that a line of stderr begins with. */
export const colourTalk = (text: string) => coloured(text, TALK);

/** Colours what is printed on stdout for people. */
export const colourData = (text: string) => coloured(text, DATA);
