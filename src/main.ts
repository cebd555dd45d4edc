import { ConfinedUnitsError, UsageError } from "./base/errors.ts";
import { didYouMean } from "./base/did-you-mean.ts";
import { COMMANDS } from "./commands.ts";
import { didYouMean } from "./base/did-you-mean.ts";
import { describeFailure, describeStop, EXIT, worstExit } from "./cli/exit.ts";
import type { Io } from "./cli/io.ts";
import type { Runner } from "./cli/runner.ts";
import { createSession } from "./cli/session.ts";
import { version } from "./cli/version.ts";

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
    const { question, words } = read(argv);
    if (question === "version") io.out(`${version}\n`);
    else if (question === "help") io.out(await helpOn(words[0], io));
    else await (await import("./cli/parse.ts")).runCommand(words, run);
    await io.flushed();
    // A command that ended well although it was told to stop has left something out.
    io.signal.throwIfAborted();
  } catch (error) {
    const failure = io.signal.aborted ? describeStop(io.signal.reason) : describeFailure(error);
    io.err(failure.text);
    code = worstExit([code, failure.code]);
  }
  return code;
}

interface Read {
  question: "version" | "help" | null;
  /** The command's name comes first. */
  words: string[];
}

/** What is asked: `help [COMMAND]`, `--help` and `--version` anywhere before `--`, or a command to be run. */
function read(argv: readonly string[]): Read {
  const end = argv.indexOf("--");
  const ours = end < 0 ? argv : argv.slice(0, end);
  const asks = (...names: string[]) => ours.some((word) => names.includes(word));
  const isHelp = ours[0] === "help";
  const words = isHelp ? argv.slice(1) : [...argv];
  if (isHelp || asks("--help", "-h")) return { question: "help", words: words.filter(isWord).slice(0, 1) };
  if (asks("--version", "-V")) return { question: "version", words };
  const first = words.findIndex(isWord);
  // Options may stand before the command; a value of theirs may then, too.
  const command = first === 0 ? 0 : words.findIndex(isCommand);
  if (command < 0 || !isCommand(words[command]!)) throw unknownCommand(ours[Math.max(first, 0)]);
  return { question: null, words: [words[command]!, ...words.toSpliced(command, 1)] };
}

const isWord = (word: string) => !word.startsWith("-");
const isCommand = (word: string) => COMMANDS.some(({ name }) => name === word);

const WIDEST_HELP = 100;

async function helpOn(name: string | undefined, { terminal }: Io): Promise<string> {
  const { commandText, overviewText } = await import("./report/help.ts");
  const columns = Math.min(WIDEST_HELP, terminal.columns(WIDEST_HELP));
  if (name === undefined) {
    return overviewText(
      COMMANDS.map((command) => [command.name, command.describe]),
      columns,
    );
  }
  const entry = COMMANDS.find((command) => command.name === name);
  if (entry === undefined) throw unknownCommand(name);
  return commandText(await (await import("./cli/describe.ts")).describeCommand(entry), columns);
}

function unknownCommand(typed: string | undefined): UsageError {
  const help = "confined-units --help lists the commands";
  if (typed === undefined) return new UsageError("which command?", { hint: help });
  const kind = isWord(typed) ? "command" : "option";
  const known = isWord(typed) ? COMMANDS.map(({ name }) => name) : ["--help", "--version"];
  const near = didYouMean(typed, known);
  return new UsageError(`there is no ${kind} ${isWord(typed) ? JSON.stringify(typed) : typed}`, {
    hint: near === null ? help : `did you mean ${near}?`,
  });
}
