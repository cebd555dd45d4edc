import { grammarOf } from "../nix-source/parser.ts";
import { LIMITS } from "../programs/parse-limits.ts";
import type { StoreFiles } from "../programs/port.ts";
import type { Need } from "../service/needs.ts";
import { Answers } from "../service/needs.ts";
import type { Session } from "./session.ts";

/** Each round can come to scripts that scripts of the round before start; what is still open then is unknown. */
const MAX_ROUNDS = 16;

/** Finds out what units need. */
export interface Rounds {
  answers: Answers;
  /** Computes something again and again, until nothing that it asked for is pending. Rejects only where the run is stopped. */
  run<T>(compute: () => T): Promise<T>;
}

/** Answers needs from the local store and with the parser. Each text is read once: services of a host run the same wrappers. */
export function openRounds({ parser }: Pick<Session, "parser">, files: StoreFiles): Rounds {
  const answers = new Answers();
  const grammar = grammarOf("bash");
  const find = async (need: Need): Promise<void> => {
    if (need.kind === "shell") {
      const read =
        "problem" in grammar
          ? { notLookedAt: grammar.problem }
          : await parser.run(need.name, { kind: "shell", text: need.text });
      return answers.answer(need, read);
    }
    const missing = { notLookedAt: "it is not in the store here" };
    if (need.kind === "list") {
      const names = files.list(need.path);
      return answers.answer(need, names === null ? missing : { value: names });
    }
    const bytes = files.read(need.path, 0, LIMITS.bytes);
    answers.answer(need, bytes === null ? missing : { value: bytes });
  };
  return {
    answers,
    async run(compute) {
      let result = compute();
      for (let round = 0; answers.pending.length > 0 && round < MAX_ROUNDS; round++) {
        for (const need of answers.pending) await find(need);
        result = compute();
      }
      return result;
    },
  };
}
