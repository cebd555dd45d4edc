import type { ConfinedUnitsError } from "../core/errors.ts";
import type { Generated } from "../core/generate.ts";
import { createNix, type Nix } from "../nix/nix.ts";
import { describeFailure, EXIT, exitOfKind, worstExit } from "./exit.ts";
import type { Io } from "./io.ts";
import { pairs, type SourceArguments } from "./options.ts";

/** One run of a command: its Nix, its streams, and the failures it went on after. */
export interface Session {
  nix: Nix;
  io: Io;
  /** Tells of a failure that does not end the command, and remembers it for the exit status. */
  fail(error: ConfinedUnitsError, host: string | null): void;
  warn(message: string): void;
  /** Tells of the warnings and errors of a host's drop-ins. */
  report(host: string | null, generated: Generated): void;
  exitCode(): number;
}

export function createSession(args: SourceArguments, io: Io): Session {
  const codes: number[] = [EXIT.ok];
  const at = (host: string | null) => (host === null ? "" : `${host}: `);
  const session: Session = {
    io,
    nix: createNix({
      options: pairs(args.option),
      overrideInputs: pairs(args["override-input"]),
      offline: args.offline,
      showTrace: args["show-trace"],
      signal: io.signal,
    }),
    fail(error, host) {
      codes.push(exitOfKind(error.kind));
      io.err(describeFailure(error).text.replace(/^error: /, `error: ${at(host)}`));
    },
    warn: (message) => io.err(`warning: ${message}\n`),
    report(host, { warnings, errors }) {
      for (const { service, message } of warnings) {
        session.warn(`${at(host)}service ${JSON.stringify(service)}: ${message}`);
      }
      for (const error of errors) session.fail(error, host);
    },
    exitCode: () => worstExit(codes),
  };
  return session;
}
