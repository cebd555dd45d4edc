import type { CommandHelp, OptionHelp } from "../report/described.ts";
import { COMMANDS, type CommandEntry } from "../commands.ts";
import { commandTable, type OptionEntry } from "./option-table.ts";
import type { Runner } from "./runner.ts";
import { flags, isRepeatable, namesOf, valueOf } from "./values.ts";

const neverRun: Runner = () => async () => {};

const HELP: OptionEntry = { name: "help", alias: "h", type: "boolean", describe: "show this" };

/** A command as help, the completions and the manual page have it; its own options stand first. */
export async function describeCommand({ name, describe, load }: CommandEntry): Promise<CommandHelp> {
  const { usage, options, positionals, examples } = commandTable((await load())(neverRun));
  const own = options.filter(({ group }) => group === undefined);
  const shared = options.filter(({ group }) => group !== undefined);
  return {
    name,
    usage,
    describe,
    options: [...own, HELP, ...shared].map(described),
    arguments: positionals.map((argument) => ({ name: argument.name, describe: argument.describe ?? "" })),
    positional: positionals[0] === undefined ? { kind: "none" } : valueOf(positionals[0]),
    examples: examples.map(([example, what]) => [example.replaceAll("$0", "confined-units"), what]),
  };
}

const described = (option: OptionEntry): OptionHelp => ({
  flags: flags(option),
  describe: option.describe ?? "",
  group: option.group ?? "options",
  value: valueOf(option),
  names: namesOf(option),
  isRepeatable: isRepeatable(option),
});

/** The whole command line. */
export function describeAll(): Promise<CommandHelp[]> {
  return Promise.all(COMMANDS.map(describeCommand));
}
