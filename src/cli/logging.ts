import { escapeLine } from "../base/sanitize.ts";
import { Activities } from "../nix/log/activities.ts";
import { displayCommand } from "../process/display.ts";
import { stripAnsi } from "../nix/errors/parse.ts";
import type { NixEvent } from "../nix/log/internal-json.ts";
import { liveProgress, noProgress, plainProgress, type Progress } from "../report/progress.ts";
import type { Io } from "./io.ts";
import type { SharedArguments } from "./options.ts";

/** What is said while Nix works, as `-q`, `-v`, `-L` and the terminal would have it. */
export interface Logger {
  progress: Progress;
  onEvent(event: NixEvent): void;
  onCommand(command: string, args: readonly string[]): void;
  /** A script or a Nix file is about to be parsed. */
  onText(name: string): void;
}

/** The text of a whole Nix function is an argument, too. */
const LONGEST_ARGUMENT = 80;

export function createLogger(args: SharedArguments, io: Io): Logger {
  const progress = progressOf(args, io);
  const verbose = args.verbose;
  const builds = new Activities();
  const say = (line: string) => progress.around(() => io.err(`${escapeLine(line)}\n`));
  return {
    progress,
    onEvent(event) {
      progress.event(event);
      if (args["print-build-logs"]) {
        builds.apply(event);
        if (event.kind === "result" && event.result === "log-line")
          say(`${builds.buildOf(event.id) ?? "build"}> ${stripAnsi(String(event.fields[0] ?? ""))}`);
      }
      if (verbose > 1 && (event.kind === "message" || event.kind === "other"))
        stripAnsi(event.text).split("\n").forEach(say);
    },
    onCommand(command, words) {
      if (verbose === 0) return;
      const short = words.map((word) =>
        word.length > LONGEST_ARGUMENT ? `${word.slice(0, LONGEST_ARGUMENT).trimEnd()}…` : word,
      );
      say(`$ ${displayCommand(command, short).replaceAll("\n", " ")}`);
    },
    onText(name) {
      if (verbose > 1) say(`reading ${name}`);
    },
  };
}

function progressOf(args: SharedArguments, io: Io): Progress {
  if (args.quiet) return noProgress;
  if (!io.terminal.err || io.env["TERM"] === "dumb") return plainProgress(io);
  return liveProgress({
    err: (text) => io.draw.err(text),
    columns: () => io.terminal.columns(),
    now: () => performance.now(),
    every: (milliseconds, action) => {
      const timer = setInterval(action, milliseconds);
      timer.unref();
      return () => clearInterval(timer);
    },
  });
}
