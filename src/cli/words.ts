import { UsageError } from "../base/errors.ts";
import { didYouMean } from "../base/did-you-mean.ts";
import { flagsOf, type OptionTable } from "./option.ts";

/** The command line that shows a command's help. */
export const helpOn = (name: string): string => `confined-units ${name} --help`;

/** A word of a command line: an option with its values, or a word by itself. */
export type Word = { kind: "option"; name: string; values: readonly string[] } | BareWord;

export interface BareWord {
  kind: "bare";
  text: string;
  /** Which word of the command line it is. */
  at: number;
}

/** How options are written: their names by every flag, and how many values each takes. */
export interface Grammar {
  find(flag: string): { name: string; takes: number } | undefined;
  flags: readonly string[];
}

export function grammarOf(options: OptionTable): Grammar {
  const entries = Object.entries(options).flatMap(([name, option]) =>
    flagsOf(name, option).map((flag) => [flag, { name, takes: option.values.length }] as const),
  );
  const found = new Map(entries);
  return { find: (flag) => found.get(flag), flags: [...found.keys()] };
}

/**
 * Reads a command line word by word: `--name VALUE`, `--name=VALUE`, `-n VALUE`, `-nVALUE`, `-n=VALUE`, several letters behind one
 * dash, and after `--` only words (POSIX, Utility Syntax Guidelines 3–10; options may stand after words as in GNU's getopt).
 * A value that begins with a dash is written with `=`. Throws UsageError, with `help` as the way out where none is nearer.
 */
export function* readWords(argv: readonly string[], grammar: Grammar, help: string): Generator<Word> {
  const left = [...argv];
  for (let word = left.shift(); word !== undefined; word = left.shift()) {
    const at = argv.length - left.length - 1;
    if (word === "--") {
      for (const [index, text] of left.entries()) yield { kind: "bare", text, at: at + 1 + index };
      return;
    }
    if (!isFlag(word)) yield { kind: "bare", text: word, at };
    else if (word.startsWith("--")) yield longOption(word, left, grammar, help);
    else yield* letters(word, left, grammar, help);
  }
}

/** `-` is a word: it stands for stdin. */
const isFlag = (word: string) => word.startsWith("-") && word !== "-";

function longOption(word: string, left: string[], grammar: Grammar, help: string): Word {
  const equals = word.indexOf("=");
  const flag = equals < 0 ? word : word.slice(0, equals);
  const option = grammar.find(flag) ?? unknown(flag, grammar, help);
  const attached = equals < 0 ? [] : [word.slice(equals + 1)];
  return { kind: "option", name: option.name, values: valuesOf(flag, option.takes, attached, left, help) };
}

function* letters(word: string, left: string[], grammar: Grammar, help: string): Generator<Word> {
  const all = Array.from(word.slice(1));
  for (const [index, letter] of all.entries()) {
    const flag = `-${letter}`;
    const { name, takes } = grammar.find(flag) ?? unknown(flag, grammar, help);
    const rest = all.slice(index + 1).join("");
    const isValue = rest !== "" && (takes > 0 || rest.startsWith("="));
    const attached = isValue ? [rest.replace(/^=/, "")] : [];
    yield { kind: "option", name, values: valuesOf(flag, takes, attached, left, help) };
    if (isValue) return;
  }
}

function valuesOf(flag: string, takes: number, attached: string[], left: string[], help: string): string[] {
  if (attached.length > takes) throw new UsageError(`${flag} takes no value`, { hint: help });
  const values = [...attached];
  while (values.length < takes) {
    const next = left[0];
    if (next === undefined || isFlag(next))
      throw new UsageError(takes === 1 ? `${flag} needs a value` : `${flag} needs ${takes} values`, {
        hint: next === undefined || takes > 1 ? help : `write ${flag}=${next} if that is the value`,
      });
    values.push(left.shift()!);
  }
  return values;
}

function unknown(flag: string, { flags }: Grammar, help: string): never {
  const names = flags.filter((known) => known.startsWith("--")).map((known) => known.slice(2));
  const near = flag.startsWith("--") ? didYouMean(flag.slice(2), names) : null;
  throw new UsageError(`unknown option ${flag}`, {
    hint: near === null ? help : `did you mean --${near}?`,
  });
}
