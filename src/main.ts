import { ConfinedUnitsError } from "./base/errors.ts";
import { COMMANDS, loadCommands } from "./commands.ts";
import { EXIT, worstExit, exitOf, stopLines } from "./cli/exit.ts";
import type { Io } from "./cli/io.ts";
import type { Program } from "./cli/session.ts";
import { version } from "./cli/version.ts";
import type { ParsedCommand } from "./cli/command.ts";
import { findCommand } from "./cli/find-command.ts";
import { grammarOf, helpOn, readWords } from "./cli/words.ts";
import { defectLines, failureLines } from "./report/failure.ts";
import { renderLines, type Line } from "./report/spans.ts";

const PROGRAM: Program = {
  version,
  async commands() {
    const [commands, { commandHelp }] = await Promise.all([loadCommands(), import("./cli/help.ts")]);
    return commands.map(commandHelp);
  },
};

/** Runs the command line and gives its exit status. Prints through `io` only. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  let code: number = EXIT.ok;
  const print = (lines: readonly Line[]) => io.err(renderLines(lines, false));
  try {
    code = await follow(argv, io);
    await io.flushed();
    // A command that ended well although it was to stop has left something out.
    io.signal.throwIfAborted();
  } catch (error) {
    if (io.signal.aborted) {
      const stop = stopLines(io.signal.reason);
      print(stop.lines);
      return worstExit([code, stop.code]);
    }
    const isKnown = error instanceof ConfinedUnitsError;
    print(isKnown ? failureLines(error, { host: null, showsAll: false }) : defectLines(error));
    code = worstExit([code, isKnown ? exitOf(error.code) : EXIT.internal]);
  }
  return code;
}

async function follow(argv: readonly string[], io: Io): Promise<number> {
  const request = await findCommand(argv, {
    names: COMMANDS.map(({ name }) => name),
    options: async () => Object.assign({}, ...(await loadCommands()).map(({ options }) => options)),
  });
  if (request.kind === "version") io.out(`${version}\n`);
  else if (request.kind === "help") io.out(await helpText(request.command, io));
  else {
    const command = await COMMANDS.find(({ name }) => name === request.command)!.load();
    const words = [...readWords(request.argv, grammarOf(command.options), helpOn(command.name))];
    const parsed = command.parse(words);
    if (!parsed.shared.help) return runCommand(parsed, io);
    io.out(await helpText(command.name, io));
  }
  return EXIT.ok;
}

async function runCommand({ shared, run }: ParsedCommand, io: Io): Promise<number> {
  const { createSession } = await import("./cli/session.ts");
  const session = createSession(shared, io, PROGRAM);
  try {
    await run(session);
  } catch (error) {
    // The session shows it: it knows about colours and about how much is to be shown.
    if (io.signal.aborted || !(error instanceof ConfinedUnitsError)) throw error;
    session.fail(error, null);
  } finally {
    session.close();
  }
  return session.exitCode();
}

const WIDEST_HELP = 100;

async function helpText(name: string | null, { terminal }: Io): Promise<string> {
  const { commandText, overviewText } = await import("./report/help.ts");
  const columns = Math.min(WIDEST_HELP, terminal.columns(WIDEST_HELP));
  const entry = COMMANDS.find((one) => one.name === name);
  if (entry === undefined)
    return overviewText(
      COMMANDS.map((one) => [one.name, one.summary]),
      columns,
    );
  const [command, { commandHelp }] = await Promise.all([entry.load(), import("./cli/help.ts")]);
  return commandText(commandHelp(command), columns);
}
