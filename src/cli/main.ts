import yargs from "yargs";
import { buildCommand } from "./commands/build.ts";
import { generateCommand } from "./commands/generate.ts";
import { listCommand } from "./commands/list.ts";
import { manifestCommand } from "./commands/manifest.ts";
import { describeFailure, EXIT, exitOfSignal, worstExit } from "./exit.ts";
import type { Io } from "./io.ts";
import type { Runner } from "./runner.ts";
import { createSession } from "./session.ts";
import { version } from "./version.ts";

/** Runs the command line and gives its exit status. Prints through `io` only. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  let code: number = EXIT.ok;
  const fail = (error: unknown) => {
    const failure = io.signal.aborted
      ? {
          text: `stopped by ${String(io.signal.reason)}; nothing was left half-written\n`,
          code: exitOfSignal(io.signal.reason),
        }
      : describeFailure(error);
    io.err(failure.text);
    code = worstExit([code, failure.code]);
  };
  const run: Runner = (command) => async (args) => {
    try {
      const session = createSession(args, io);
      await command(args, session);
      code = session.exitCode();
    } catch (error) {
      fail(error);
    }
  };
  const usage = (message: string) => {
    io.err(`error: ${message}\nhint: confined-units --help\n`);
    code = EXIT.usage;
  };

  await yargs()
    .scriptName("confined-units")
    .locale("en")
    .usage("$0 <command> [options]\n\nThe chroots of confined NixOS services: generated, listed, built.")
    .command([listCommand(run), generateCommand(run), buildCommand(run), manifestCommand(run)] as never)
    .demandCommand(1, "which command?")
    .strict()
    .recommendCommands()
    .parserConfiguration({ "duplicate-arguments-array": false, "greedy-arrays": false })
    .version(version)
    .alias("version", "V")
    .alias("help", "h")
    .wrap(Math.min(100, process.stdout.columns ?? 100))
    .exitProcess(false)
    .fail((message, error) => {
      if (error === undefined || error === null || message !== null) usage(message ?? String(error));
      else fail(error);
    })
    .parseAsync([...argv], {}, (_error, _argv, output) => {
      if (output !== "" && code === EXIT.ok) io.out(`${output}\n`);
    });
  return code;
}
