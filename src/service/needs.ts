import type { NotLookedAt } from "../base/unknown.ts";
import type { ShellFacts } from "../programs/shell.ts";
import { known, unknown, type Fact } from "./fact.ts";

/** What a rule cannot find out by itself. `name` is what messages call the text. */
export type Need =
  | { kind: "file"; path: string }
  | { kind: "list"; path: string }
  | { kind: "shell"; name: string; text: string };

/** What each kind of need is answered with. */
export interface AnswerTo {
  /** The bytes of a file of the store, from its beginning on. */
  file: Uint8Array;
  /** The names in a directory of the store, ascending. */
  list: readonly string[];
  shell: ShellFacts;
}

type Answer = { value: AnswerTo[keyof AnswerTo] } | NotLookedAt;

/**
 * What was found out so far for the needs of units. A question without an answer is unknown, and remembered as pending: the command
 * answers what is pending and builds the units again, round by round.
 */
export class Answers {
  readonly #given = new Map<string, Answer>();
  readonly #pending = new Map<string, Need>();

  ask<K extends Need["kind"]>(need: Extract<Need, { kind: K }>): Fact<AnswerTo[K]> {
    const key = keyOf(need);
    const answer = this.#given.get(key);
    if (answer === undefined) this.#pending.set(key, need);
    if (answer === undefined) return unknown(nameOf(need), "it was not read");
    return "notLookedAt" in answer
      ? unknown(nameOf(need), answer.notLookedAt)
      : known(answer.value as AnswerTo[K]);
  }

  answer<K extends Need["kind"]>(
    need: Extract<Need, { kind: K }>,
    answer: { value: AnswerTo[K] } | NotLookedAt,
  ): void {
    const key = keyOf(need);
    this.#given.set(key, answer);
    this.#pending.delete(key);
  }

  /** What was asked and has no answer yet. */
  get pending(): readonly Need[] {
    return [...this.#pending.values()];
  }
}

const keyOf = (need: Need) => `${need.kind} ${need.kind === "shell" ? need.text : need.path}`;

function nameOf(need: Need): string {
  return need.kind === "shell" ? `script ${need.name}` : need.path;
}
