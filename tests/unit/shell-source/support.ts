import type { ShellFacts } from "../../../src/programs/shell.ts";
import { OverLimits } from "../../../src/nix-source/over-limits.ts";
import { parserOf } from "../../../src/nix-source/parser.ts";
import { shellReaderOf } from "../../../src/shell-source/parse.ts";

const parser = await parserOf("bash");

/** The facts of a script; the grammar is part of every build. */
export function shell(text: string): ShellFacts {
  if ("problem" in parser) throw new Error(parser.problem);
  return shellReaderOf(parser)(text);
}

/** Commands in short: `[via>]name`, with `?` for likely and `??` for a guess; `$` for a name that is computed. */
export function commands(text: string): string[] {
  const marks = { high: "", medium: "?", low: "??" };
  return shell(text).commands.map(
    ({ name, via, confidence }) => [...via, name ?? "$"].join(">") + marks[confidence],
  );
}

/** Why a script is not looked at; null: it is. */
export function refusal(text: string): string | null {
  try {
    shell(text);
    return null;
  } catch (error) {
    if (error instanceof OverLimits) return error.message;
    throw error;
  }
}
