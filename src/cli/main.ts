import yargs, { type Argv } from "yargs";
import { UsageError } from "../core/errors.ts";
import { COMMANDS, type CommandEntry } from "./commands.ts";
import { describeFailure, EXIT, exitOfSignal, worstExit } from "./exit.ts";
import type { Io } from "./io.ts";
import { commandTable, onlyOnce, optionNames } from "./option-table.ts";
import type { Runner } from "./runner.ts";
import { createSession } from "./session.ts";
import { suggest } from "./suggest.ts";
import { usageError } from "./usage.ts";
import { version } from "./version.ts";

/** Runs the command line and gives its exit status. Prints through `io` only. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  let code: number = EXIT.ok;
  const run: Runner = (command) => async (args) => {
    const session = createSession(args, io);
    try {
      await command(args, session);
    } finally {
      session.close();
    }
    code = session.exitCode();
  };
  try {
    requireCommand(argv);
    const parser = await describeCommands(argv, run);
    await parser.parseAsync([...argv], {}, (_error, _argv, output) => {
      if (output !== "") io.out(`${output}\n`);
    });
    // A command that ended well although it was told to stop has left something out.
    io.signal.throwIfAborted();
  } catch (error) {
    const failure = io.signal.aborted ? stopped(io.signal.reason) : describeFailure(error);
    io.err(failure.text);
    code = worstExit([code, failure.code]);
  }
  return code;
}

async function describeCommands(argv: readonly string[], run: Runner): Promise<Argv> {
  const parser = yargs()
    .scriptName("confined-units")
    .locale("en")
    .usage("$0 <command> [options]\n\nThe chroots of confined NixOS services: generated, listed, built.")
    .strict()
    .parserConfiguration({ "duplicate-arguments-array": true, "greedy-arrays": false })
    .version(version)
    .alias("version", "V")
    .alias("help", "h")
    .wrap(Math.min(100, process.stdout.columns ?? 100))
    .exitProcess(false);
  const options = new Set<string>(["help", "version"]);
  for (const entry of COMMANDS) {
    if (!argv.includes(entry.name)) {
      parser.command(entry.name, entry.describe);
      continue;
    }
    const command = (await entry.load())(run);
    const table = commandTable(command);
    optionNames(table).forEach((name) => options.add(name));
    parser.command({
      ...command,
      describe: entry.describe,
      handler: async (args) => {
        onlyOnce(args, table);
        await command.handler(args);
      },
    });
  }
  const chosen = COMMANDS.find(({ name }) => argv.includes(name));
  const help = `confined-units ${chosen === undefined ? "" : `${chosen.name} `}--help`;
  // Thrown, so that nothing runs after it.
  return parser.fail((message, error) => {
    if (error !== undefined && error !== null && error.name !== "YError") throw error;
    throw usageError(message ?? error.message, { argv, options: [...options], help });
  });
}

/** The first word names a command; without one there is only help to be had. */
function requireCommand(argv: readonly string[]): void {
  const names = COMMANDS.map(({ name }: CommandEntry) => name);
  if (argv.some((word) => ["-h", "--help", "-V", "--version", ...names].includes(word))) return;
  const typed = argv.find((word) => !word.startsWith("-"));
  if (typed === undefined) throw new UsageError("which command?", { hint: "confined-units --help" });
  const near = suggest(typed, names);
  throw new UsageError(`there is no command ${JSON.stringify(typed)}`, {
    hint: near === null ? "confined-units --help" : `did you mean ${near}?`,
  });
}

function stopped(reason: unknown): { text: string; code: number } {
  return {
    text: `stopped by ${String(reason)}; nothing was left half-written\n`,
    code: exitOfSignal(reason),
  };
}
