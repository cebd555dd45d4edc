import { bashCompletion, fishCompletion, zshCompletion, type ShellOption } from "../report/completion.ts";
import { manPage, type ManCommand } from "../report/man.ts";
import { describeAll, type DescribedCommand } from "./all-commands.ts";
import type { OptionEntry } from "./option-table.ts";
import { flags, valueOf } from "./values.ts";
import { version } from "./version.ts";

/** What the package installs beside the program: by its path there, the text. */
export async function pages(shown = version): Promise<Record<string, string>> {
  const commands = (await describeAll()).map(forShells);
  return {
    "completions/confined-units.bash": bashCompletion(commands),
    "completions/_confined-units": zshCompletion(commands),
    "completions/confined-units.fish": fishCompletion(commands),
    "man/confined-units.1": manPage(commands, shown),
  };
}

const HELP: OptionEntry = { name: "help", alias: "h", type: "boolean", describe: "show help" };

function forShells({ name, usage, describe, options, positionals, examples }: DescribedCommand): ManCommand {
  return {
    name,
    usage,
    describe,
    options: [...options, HELP].map(forShell),
    positional: positionals[0] === undefined ? { kind: "none" } : valueOf(positionals[0]),
    examples: examples.map(([example, what]) => [example.replace("$0", "confined-units"), what]),
  };
}

const forShell = (option: OptionEntry): ShellOption => ({
  flags: flags(option),
  describe: option.describe ?? "",
  value: valueOf(option),
});
