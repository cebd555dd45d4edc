import type { ShellFacts } from "../../src/programs/shell.ts";
import { known, unknown } from "../../src/service/fact.ts";
import { Answers } from "../../src/service/needs.ts";

/** Answers for tests without a parser: each script does this; null: nobody can read one. */
export function answersWith(shell: ShellFacts | null = null): Answers {
  const ask = () => (shell === null ? unknown("a script", "no parser here") : known(shell));
  return Object.assign(new Answers(), { ask }) as Answers;
}
