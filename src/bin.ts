#!/usr/bin/env node
/**
 * The program's entry. `--version` is answered here, before anything else is loaded: editors, prompts and
 * `doctor` scripts ask for it often, and yargs alone doubles the start-up time of Node.
 */
import { abortOnSignals } from "./cli/signals.ts";
import { version } from "./cli/version.ts";

const argv = process.argv.slice(2);

if (argv.length === 1 && (argv[0] === "--version" || argv[0] === "-V")) {
  process.stdout.write(`${version}\n`);
} else {
  void start();
}

async function start(): Promise<void> {
  const interrupted = abortOnSignals();
  let cwd: string;
  try {
    cwd = process.cwd();
  } catch {
    process.stderr.write("error: the working directory no longer exists\nhint: change to one that is\n");
    process.exitCode = 2;
    return;
  }
  const [{ main }, { processIo }] = await Promise.all([import("./main.ts"), import("./cli/io.ts")]);
  process.exitCode = await main(argv, processIo(cwd, interrupted));
}
