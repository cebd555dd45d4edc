import type { ShellFacts } from "../../../src/programs/shell.ts";
import { shellReader } from "../../../src/shell-source/parse.ts";

const reader = await shellReader();

/** The facts of a script; the grammar is part of every build. */
export function shell(text: string): ShellFacts {
  if ("problem" in reader) throw new Error(reader.problem);
  return reader(text);
}

/** Commands in short: `[via>]name`, with `?` for likely and `??` for a guess; `$` for a name that is computed. */
export function commands(text: string): string[] {
  const marks = { high: "", medium: "?", low: "??" };
  return shell(text).commands.map(
    ({ name, via, confidence }) => [...via, name ?? "$"].join(">") + marks[confidence],
  );
}
