import type { ConfinedUnitsError } from "../base/errors.ts";
import type { Generated } from "../drop-in/generate.ts";
import { escapeLine } from "../base/sanitize.ts";
import { createNix, type Nix } from "../nix/nix.ts";
import { cacheDirectory } from "../fs/cache-file.ts";
import type { Progress } from "../report/progress.ts";
import { EXIT, worstExit, exitOf } from "./exit.ts";
import type { Io } from "./io.ts";
import { settingsOf, type SharedArguments } from "./options.ts";
import { createLogger } from "./logging.ts";
import type { CommandHelp } from "../report/command-help.ts";
import { failureLines, warningLines } from "../report/failure.ts";
import { renderLines, wantsColour, type Line } from "../report/spans.ts";
import { parseWorker, type ParseWorker } from "../parsing/client.ts";

/** The program that a session belongs to, for commands about the command line itself. */
export interface Program {
  version: string;
  /** What all commands are called and take. */
  commands(): Promise<readonly CommandHelp[]>;
}

/** One run of a command: its Nix, its streams, and the failures it went on after. */
export interface Session {
  program: Program;
  nix: Nix;
  /** What is printed through it keeps clear of the progress. */
  io: Io;
  progress: Pick<Progress, "step">;
  /** Prints data for people on stdout. */
  show(lines: readonly Line[]): void;
  /** Parses what others wrote; a text that takes too long is a failure, and the command goes on. */
  parser: ParseWorker;
  /** Shows a failure that does not end the command, with the host that it belongs to, and remembers it for the exit status. */
  fail(error: ConfinedUnitsError, host: string | null): void;
  warn(message: string): void;
  /** Says something that `--quiet` leaves out. */
  note(message: string): void;
  /** Makes the exit status at least this. */
  exit(code: number): void;
  /** Shows the warnings and errors of a host's drop-ins. */
  failures(host: string | null, generated: Pick<Generated, "warnings" | "errors">): void;
  exitCode(): number;
  close(): void;
}

export function createSession(args: SharedArguments, outer: Io, program: Program): Session {
  const codes: number[] = [EXIT.ok];
  const knownHints = new Set<string>();
  const logger = createLogger(args, outer);
  const { progress } = logger;
  const color = args["no-color"] ? "never" : args.color;
  const isColoured = {
    out: wantsColour(color, outer.env, outer.terminal.out),
    err: wantsColour(color, outer.env, outer.terminal.err),
  };
  const print = (stream: "out" | "err", lines: readonly Line[]) => {
    const text = renderLines(lines, isColoured[stream]);
    // Colours are control codes of ours, around text that is escaped already.
    progress.around(() => (isColoured[stream] ? outer.draw[stream](text) : outer[stream](text)));
  };
  const io: Io = {
    ...outer,
    out: (text) => progress.around(() => outer.out(text)),
    err: (text) => progress.around(() => outer.err(text)),
  };
  const parser = parseWorker({
    signal: io.signal,
    onText: logger.onText,
    onError: (error) => session.fail(error, null),
  });
  const session: Session = {
    program,
    io,
    progress,
    parser,
    nix: createNix({
      options: settingsOf(args),
      overrideInputs: args["override-input"],
      offline: args.offline,
      showTrace: args["show-trace"],
      cacheDir: cacheDirectory(io.env),
      signal: io.signal,
      onEvent: logger.onEvent,
      onCommand: logger.onCommand,
    }),
    show: (lines) => print("out", lines),
    fail(error, host) {
      codes.push(exitOf(error.code));
      const showsAll = args["show-trace"] || args.verbose > 0;
      print("err", failureLines(error, { host, showsAll, knownHints }));
      if (error.hint !== undefined) knownHints.add(error.hint);
    },
    warn: (message) => {
      if (!args.quiet) print("err", warningLines(message));
    },
    note: (message) => {
      if (!args.quiet) print("err", [[message]]);
    },
    exit: (code) => void codes.push(code),
    failures(host, { warnings, errors }) {
      const at = host === null ? "" : `${escapeLine(host)}: `;
      for (const { service, message } of warnings)
        session.warn(`${at}service ${JSON.stringify(service)}: ${message}`);
      for (const error of errors) session.fail(error, host);
    },
    exitCode: () => worstExit(codes),
    close() {
      progress.close();
      parser.close();
    },
  };
  return session;
}
