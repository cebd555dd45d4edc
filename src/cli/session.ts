import type { ConfinedUnitsError } from "../core/errors.ts";
import type { Generated } from "../core/generate.ts";
import { harmless, printable } from "../core/harmless.ts";
import { createNix, type Nix } from "../nix/nix.ts";
import { cacheFolder } from "../source/cache-file.ts";
import { parseWorker, type ParseWorker } from "../source/worker/client.ts";
import { colourData, colourTalk, wantsColour } from "../report/colour.ts";
import type { Progress } from "../report/progress.ts";
import { describeFailure, EXIT, exitOfKind, worstExit } from "./exit.ts";
import type { Io } from "./io.ts";
import { pairs, settingsOf, type SharedArguments } from "./options.ts";
import { talkOf } from "./talk.ts";

/** One run of a command: its Nix, its streams, and the failures it went on after. */
export interface Session {
  nix: Nix;
  /** What is printed through it keeps clear of the progress. */
  io: Io;
  progress: Pick<Progress, "step">;
  /** Parses what others wrote; a text that takes too long is a failure, and the command goes on. */
  parser: ParseWorker;
  /** Tells of a failure that does not end the command, and remembers it for the exit status. */
  fail(error: ConfinedUnitsError, host: string | null): void;
  warn(message: string): void;
  /** Says something that `--quiet` leaves out. */
  note(message: string): void;
  /** Makes the exit status at least this. */
  exit(code: number): void;
  /** Tells of the warnings and errors of a host's drop-ins. */
  report(host: string | null, generated: Generated): void;
  exitCode(): number;
  close(): void;
}

export function createSession(args: SharedArguments, outer: Io): Session {
  const codes: number[] = [EXIT.ok];
  const hints = new Set<string>();
  const at = (host: string | null) => (host === null ? "" : `${printable(host)}: `);
  const talk = talkOf(args, outer);
  const { progress } = talk;
  const isColoured = (isTerminal: boolean) => wantsColour(args.color, outer.env, isTerminal);
  const out = isColoured(outer.terminal.out)
    ? (text: string) => outer.draw.out(colourData(harmless(text)))
    : outer.out;
  const err = isColoured(outer.terminal.err)
    ? (text: string) => outer.draw.err(colourTalk(harmless(text)))
    : outer.err;
  const io: Io = {
    ...outer,
    out: (text) => progress.around(() => out(text)),
    err: (text) => progress.around(() => err(text)),
  };
  const parser = parseWorker({
    signal: io.signal,
    onText: talk.onText,
    onError: (error) => session.fail(error, null),
  });
  const session: Session = {
    io,
    progress,
    parser,
    nix: createNix({
      options: settingsOf(args),
      overrideInputs: pairs(args["override-input"]),
      offline: args.offline,
      showTrace: args["show-trace"],
      cacheDir: cacheFolder(io.env),
      signal: io.signal,
      onEvent: talk.onEvent,
      onCommand: talk.onCommand,
    }),
    fail(error, host) {
      codes.push(exitOfKind(error.kind));
      io.err(
        describeFailure(error, { ...args, told: hints }).text.replace(
          /^error: /,
          (word) => `${word}${at(host)}`,
        ),
      );
      if (error.hint !== undefined) hints.add(error.hint);
    },
    warn: (message) => {
      if (args.quiet !== true) io.err(`warning: ${message}\n`);
    },
    note: (message) => {
      if (args.quiet !== true) io.err(`${message}\n`);
    },
    exit: (code) => void codes.push(code),
    report(host, { warnings, errors }) {
      for (const { service, message } of warnings) {
        session.warn(`${at(host)}service ${JSON.stringify(service)}: ${message}`);
      }
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
