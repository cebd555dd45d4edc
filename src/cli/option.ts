import { UsageError } from "../base/errors.ts";
import type { ValueHelp } from "../report/command-help.ts";

/** An option of a command: all that the parser, `--help`, the completions and the manual page know of it. */
export interface Option<T> {
  summary: string;
  /** The letter of its short form. */
  alias?: string;
  /** The heading that it stands under in `--help`; absent: the command's own options. */
  group?: string;
  /** What its values are called, such as `FILE`; as many as it takes. */
  values: readonly string[];
  /** What a shell completes its values with. */
  completes: ValueHelp;
  isRepeatable: boolean;
  /** Makes the argument of a command from the values of each time that it was given. Throws UsageError. */
  read(given: readonly (readonly string[])[], flag: string): T;
}

export type OptionTable = Readonly<Record<string, Option<unknown>>>;

/** The arguments that a command gets from its options. */
export type OptionValues<O extends OptionTable> = {
  readonly [K in keyof O]: O[K] extends Option<infer T> ? T : never;
};

type More = Pick<Option<unknown>, "alias" | "group">;

/** Values that every shell completes as paths. */
const PATHS = new Set(["FILE", "DIR", "LINK", "REF[#HOST]"]);

const completesOf = (name: string): ValueHelp => ({ kind: PATHS.has(name) ? "files" : "any" });

/** An option without a value. */
export const flag = (summary: string, more: More = {}): Option<boolean> => ({
  summary,
  values: [],
  completes: { kind: "none" },
  isRepeatable: false,
  ...more,
  read: (given) => given.length > 0,
});

/** How often an option without a value was given. */
export const count = (summary: string, more: More = {}): Option<number> => ({
  ...flag(summary, more),
  isRepeatable: true,
  read: (given) => given.length,
});

/** An option with a value, which is not empty. */
export const value = (name: string, summary: string, more: More = {}): Option<string | undefined> => ({
  summary,
  values: [name],
  completes: completesOf(name),
  isRepeatable: false,
  ...more,
  read(given, called) {
    if (given.length > 1) throw new UsageError(`${called} is given more than once`);
    if (given[0]?.[0] === "") throw new UsageError(`${called} needs a value that is not empty`);
    return given[0]?.[0];
  },
});

/** An option whose values make a list. */
export const list = (name: string, summary: string, more: More = {}): Option<readonly string[]> => ({
  ...value(name, summary, more),
  isRepeatable: true,
  read(given, called) {
    if (given.some(([word]) => word === ""))
      throw new UsageError(`${called} needs a value that is not empty`);
    return given.map(([word = ""]) => word);
  },
});

/** An option of two values, which may be repeated. */
export const pairs = (
  names: readonly [string, string],
  summary: string,
  more: More = {},
): Option<readonly [string, string][]> => ({
  summary,
  values: names,
  completes: { kind: "any" },
  isRepeatable: true,
  ...more,
  read: (given) => given.map(([name = "", text = ""]): [string, string] => [name, text]),
});

/** An option whose value is one of some words. */
export const choice = <const W extends string>(
  words: readonly W[],
  summary: string,
  more: More = {},
): Option<W | undefined> => {
  const text = value(words.join("|"), summary, more);
  return {
    ...text,
    completes: { kind: "words", words },
    read(given, called) {
      const word = text.read(given, called);
      return word === undefined ? undefined : oneOf(words, word, called);
    },
  };
};

/** An option whose value is a number above 0; `whole`: without a fraction. */
export const number = (
  name: string,
  summary: string,
  { whole = false, ...more }: More & { whole?: boolean } = {},
): Option<number | undefined> => {
  const text = value(name, summary, more);
  return {
    ...text,
    read(given, called) {
      const word = text.read(given, called);
      if (word === undefined) return undefined;
      const found = /^\d+(\.\d+)?$/.test(word) ? Number(word) : 0;
      if (!(found > 0 && Number.isFinite(found))) throw new UsageError(`${called} needs a number above 0`);
      if (whole && !Number.isSafeInteger(found))
        throw new UsageError(`${called} needs a whole number from 1`);
      return found;
    },
  };
};

/** The same option with a value where it is not given. */
export const withDefault = <T>(option: Option<T | undefined>, otherwise: NoInfer<T>): Option<T> => ({
  ...option,
  read: (given, called) => option.read(given, called) ?? otherwise,
});

/** The same option, which has to be given. */
export const required = <T>(option: Option<T | undefined>): Option<T> => ({
  ...option,
  read(given, called) {
    const found = option.read(given, called);
    if (found === undefined) throw new UsageError(`${called} is missing`);
    return found;
  },
});

/** The word, where it is one of these. `called` is what the message says it is for. */
export function oneOf<W extends string>(words: readonly W[], word: string, called: string): W {
  const found = words.find((one) => one === word);
  if (found !== undefined) return found;
  throw new UsageError(`${called} cannot be ${JSON.stringify(word)}`, {
    hint: `it is one of ${words.join(", ")}`,
  });
}

/** `--flake` and `-f`. */
export function flagsOf(name: string, { alias }: Pick<Option<unknown>, "alias">): string[] {
  return alias === undefined ? [`--${name}`] : [`--${name}`, `-${alias}`];
}
