import yargs, { type Argv } from "yargs";
import { ConfinedUnitsError, UsageError } from "../core/errors.ts";
import { COMMANDS, type CommandEntry } from "./commands.ts";
import { describeFailure, EXIT, exitOfSignal, worstExit } from "./exit.ts";
import { STDIN } from "./stdin.ts";
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
    } catch (error) {
      // Told by the session, which knows of colours and of how much is to be told.
      if (io.signal.aborted || !(error instanceof ConfinedUnitsError)) throw error;
      session.fail(error, null);
    } finally {
      session.close();
    }
    code = session.exitCode();
  };
  try {
    requireCommand(argv);
    const words = wordsFor(argv);
    const parser = await describeCommands(argv, run, io.terminal.columns(100), words.length < argv.length);
    const arriving = words.map((word) => (word === "-" ? STDIN : word));
    await parser.parseAsync(arriving, {}, (_error, _argv, output) => {
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

/**
 * A command in its usual place is made the only one there is, so that its name need not be parsed: for a named command yargs
 * lays out the help of them all before it goes on, which takes longer than a small host's evaluation.
 */
function wordsFor(argv: readonly string[]): string[] {
  const asksHelp = argv.includes("--help") || argv.includes("-h");
  const isUsual = COMMANDS.some(({ name }) => name === argv[0]) && !asksHelp;
  return isUsual ? argv.slice(1) : [...argv];
}

async function describeCommands(
  argv: readonly string[],
  run: Runner,
  columns: number,
  isOnly: boolean,
): Promise<Argv> {
  const parser = yargs()
    .scriptName("confined-units")
    .locale("en")
    .usage("$0 <command> [options]\n\nThe chroots of confined NixOS services: generated, listed, built.")
    .strict()
    .parserConfiguration({ "duplicate-arguments-array": true, "greedy-arrays": false })
    .version(version)
    .alias("version", "V")
    .alias("help", "h")
    .wrap(Math.min(100, columns))
    .exitProcess(false);
  const options = new Set<string>(["help", "version"]);
  for (const entry of COMMANDS) {
    if (isOnly ? argv[0] !== entry.name : !argv.includes(entry.name)) {
      if (!isOnly) parser.command(entry.name, entry.describe);
      continue;
    }
    const command = (await entry.load())(run);
    const table = commandTable(command);
    optionNames(table).forEach((name) => options.add(name));
    parser.command({
      ...command,
      command: isOnly ? onlyCommand(command.command) : command.command,
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

/** `explain <service>` → `$0 <service>`, which yargs calls the default command. */
function onlyCommand(command: string | readonly string[] | undefined): string {
  return String(command).replace(/^\S+/, "$0");
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
