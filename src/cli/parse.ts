import yargs, { type Options } from "yargs";
import { flagsOf, type OptionTable, type OptionValues } from "./option.ts";
import type { Word } from "./words.ts";

/** yargs reads what is written, and infers nothing: no dots in names, no `--no-NAME`, no numbers, no camelCase. */
const CONFIGURATION = {
  "boolean-negation": false,
  "camel-case-expansion": false,
  "dot-notation": false,
  "duplicate-arguments-array": true,
  "parse-numbers": false,
  "parse-positional-numbers": false,
  "populate--": true,
};

/** What a command line gives: the options' values, and the words that no option takes. */
export interface Parsed<O extends OptionTable> {
  options: OptionValues<O>;
  bare: string[];
}

/** Feeds yargs with the table and the words. Throws UsageError for values that an option cannot have. */
export function parseWords<O extends OptionTable>(table: O, words: readonly Word[]): Parsed<O> {
  // Options first, each in one spelling, and all else behind `--`, where yargs treats no word as an option's value.
  const options = words.flatMap((word) => (word.kind === "option" ? spelled(word) : []));
  const bare = words.flatMap((word) => (word.kind === "bare" ? [word.text] : []));
  const parsed: Record<string, unknown> = yargs()
    .parserConfiguration(CONFIGURATION)
    .options(fed(table))
    .help(false)
    .version(false)
    .exitProcess(false)
    .fail(false)
    .parseSync([...options, "--", ...bare]);
  const read = Object.entries(table).map(([name, option]) => {
    const [flag = ""] = flagsOf(name, option);
    return [name, option.read(occurrences(parsed[name], option.values.length), flag)];
  });
  return { options: Object.fromEntries(read) as OptionValues<O>, bare };
}

function spelled({ name, values: [first, ...others] }: Extract<Word, { kind: "option" }>): string[] {
  return first === undefined ? [`--${name}`] : [`--${name}=${first}`, ...others];
}

/** The table as yargs has it. */
function fed(table: OptionTable): Record<string, Options> {
  const entries = Object.entries(table).map(([name, { alias, values }]): [string, Options] => [
    name,
    {
      ...(alias === undefined ? {} : { alias }),
      ...(values.length === 0 ? { type: "count" } : { type: "string", nargs: values.length }),
    },
  ]);
  return Object.fromEntries(entries);
}

/** The values of each time that an option was given: yargs counts those without a value, and has all others in one list. */
function occurrences(parsed: unknown, takes: number): string[][] {
  if (takes === 0) return Array.from({ length: Number(parsed ?? 0) }, () => []);
  const flat = [parsed ?? []].flat(2).map(String);
  return Array.from({ length: flat.length / takes }, (_, i) => flat.slice(i * takes, (i + 1) * takes));
}
