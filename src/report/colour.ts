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

const CODES = { "error:": "31;1", "warning:": "33;1", "hint:": "36" } as const;

/** Colours the word that a line of stderr begins with. */
export function colourTalk(text: string): string {
  return text.replace(/^(error:|warning:|hint:)/gm, (word) => {
    return `\u001b[${CODES[word as keyof typeof CODES]}m${word}\u001b[0m`;
  });
}
