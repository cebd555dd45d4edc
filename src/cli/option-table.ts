import type { Argv, CommandModule, Options } from "yargs";
import { UsageError } from "../base/errors.ts";

/** An option as `--help`, the completions and the man page show it. */
export interface OptionEntry extends Options {
  name: string;
}

/** What a command declares with its builder. */
export interface CommandTable {
  /** As yargs has it: `list`, `diff <a> <b>`. */
  usage: string;
  options: OptionEntry[];
  /** Positional arguments. */
  positionals: OptionEntry[];
  /** A command line with `$0` for the program, and what it does. */
  examples: [string, string][];
}

// oxlint-disable-next-line typescript/no-explicit-any -- any command's module will do
type AnyCommand = CommandModule<object, any>;

/** Reads a command's options off its builder: the one table that yargs, the completions and the man page have. */
export function commandTable(command: AnyCommand): CommandTable {
  const table: CommandTable = { usage: String(command.command), options: [], positionals: [], examples: [] };
  const declare = (list: OptionEntry[]) => (names: string | Record<string, Options>, options?: Options) => {
    const entries = typeof names === "string" ? [[names, options ?? {}] as const] : Object.entries(names);
    for (const [name, entry] of entries) list.push({ name, ...entry });
    return recorder;
  };
  const calls: Partial<Record<string, (...args: never[]) => unknown>> = {
    option: declare(table.options),
    options: declare(table.options),
    positional: declare(table.positionals),
    example: (example: string, describe: string) => {
      table.examples.push([example, describe]);
      return recorder;
    },
  };
  const recorder: object = new Proxy(
    {},
    {
      get: (_target, name) => calls[String(name)] ?? (() => recorder),
    },
  );
  if (typeof command.builder === "function") void command.builder(recorder as Argv<object>);
  return table;
}

/** All names that options of a command go by. */
export function optionNames({ options }: CommandTable): string[] {
  return options.flatMap(({ name, alias }) => [name, ...[alias ?? []].flat()]);
}

/** Throws UsageError for an option that takes one value and was given several, and for a number that is none: yargs minds neither. */
export function checkValues(args: Readonly<Record<string, unknown>>, { options }: CommandTable): void {
  for (const { name, type, array, nargs } of options) {
    if (array !== true && nargs === undefined && Array.isArray(args[name]))
      throw new UsageError(`--${name} is given more than once`);
    if (type === "number" && args[name] !== undefined && !(Number(args[name]) > 0))
      throw new UsageError(`--${name} needs a number above 0`);
  }
}
