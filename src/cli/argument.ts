import { UsageError } from "../base/errors.ts";
import { didYouMean } from "../base/did-you-mean.ts";
import type { ValueHelp } from "../report/command-help.ts";
import { oneOf } from "./option.ts";

/** A word of a command that no option's name stands before. */
export interface Argument<T> {
  summary: string;
  /** What it is called, where that is not its key. */
  shown?: string;
  completes: ValueHelp;
  /** How it stands in the usage, such as `<service>`. */
  usage(name: string): string;
  /** Takes its words from the front of those that are left; `usage` is the whole command line. Throws UsageError. */
  take(words: string[], name: string, usage: string): T;
}

export type ArgumentTable = Readonly<Record<string, Argument<unknown>>>;

/** The arguments that a command gets from its words. */
export type ArgumentValues<A extends ArgumentTable> = {
  readonly [K in keyof A]: A[K] extends Argument<infer T> ? T : never;
};

interface More {
  completes?: "files";
  shown?: string;
}

const completes = (more: More): ValueHelp => ({ kind: more.completes ?? "any" });

/** One word that has to be there. */
export const argument = (summary: string, more: More = {}): Argument<string> => ({
  summary,
  completes: completes(more),
  usage: (name) => `<${name}>`,
  take(words, _name, usage) {
    const word = words.shift();
    if (word === undefined) throw new UsageError(`an argument is missing: ${usage}`);
    return word;
  },
});

/** One word that may be left out. */
export const optionalArgument = (summary: string, more: More = {}): Argument<string | undefined> => ({
  summary,
  completes: completes(more),
  usage: (name) => `[${name}]`,
  take: (words) => words.shift(),
});

/** All words that are left. */
export const restArguments = (summary: string, more: More = {}): Argument<readonly string[]> => ({
  summary,
  ...(more.shown === undefined ? {} : { shown: more.shown }),
  completes: completes(more),
  usage: (name) => `[${more.shown ?? name}..]`,
  take: (words) => words.splice(0),
});

/** All words that are left, of which there has to be one. */
export const someArguments = (summary: string, more: More = {}): Argument<readonly string[]> => ({
  ...restArguments(summary, more),
  usage: (name) => `<${more.shown ?? name}..>`,
  take(words, _name, usage) {
    if (words.length === 0) throw new UsageError(`an argument is missing: ${usage}`);
    return words.splice(0);
  },
});

/** One of some words. */
export const wordArgument = <const W extends string>(words: readonly W[], summary: string): Argument<W> => {
  const any = argument(summary);
  return {
    ...any,
    completes: { kind: "words", words },
    take: (left, name, usage) => oneOf(words, any.take(left, name, usage), `the ${name}`),
  };
};

/** Throws UsageError for a word that no argument has taken. */
export function requireNoneLeft([word]: readonly string[], options: readonly string[]): void {
  if (word === undefined) return;
  const near = didYouMean(word, options);
  throw new UsageError(
    `unexpected argument ${JSON.stringify(word)}`,
    near === null ? {} : { hint: `did you mean --${near}?` },
  );
}
