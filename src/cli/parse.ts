import yargs, { type Argv } from "yargs";
import { COMMANDS } from "../commands.ts";
import { commandTable, checkValues, optionNames } from "./option-table.ts";
import type { Runner } from "./runner.ts";
import { STDIN } from "./stdin.ts";
import { usageError } from "./usage.ts";

/** Parses the words of a command, its name in front, and runs it. Throws UsageError for what it cannot follow. */
export async function runCommand([name, ...words]: readonly string[], run: Runner): Promise<void> {
  const entry = COMMANDS.find((command) => command.name === name)!;
  const command = (await entry.load())(run);
  const table = commandTable(command);
  const help = `confined-units ${entry.name} --help`;
  // It is made the only command there is: for one of several, yargs lays out the help of all before it goes on.
  const parser: Argv = yargs()
    .locale("en")
    .strict()
    .parserConfiguration({ "duplicate-arguments-array": true, "greedy-arrays": false })
    .help(false)
    .version(false)
    .exitProcess(false)
    .command({
      ...command,
      command: String(command.command).replace(/^\S+/, "$0"),
      handler: async (args) => {
        checkValues(args, table);
        await command.handler(args);
      },
    })
    // Thrown, so that nothing runs after it.
    .fail((message, error) => {
      if (error !== undefined && error !== null && error.name !== "YError") throw error;
      throw usageError(message ?? error.message, {
        argv: words,
        options: optionNames(table),
        usage: `confined-units ${table.usage}`,
        help,
      });
    });
  await parser.parseAsync(words.map((word) => (word === "-" ? STDIN : word)));
}
