import { REPORTERS } from "../report/reporters.ts";
import type { Reporter, ReportKind } from "../report/reporter.ts";
import { reporterOf, type ReporterArguments } from "./options.ts";
import type { Session } from "./session.ts";

/** The reporter that the command line asks for, on the session's streams. */
export function openReporter(
  session: Session,
  args: ReporterArguments,
  kind: Partial<ReportKind> = {},
): Reporter {
  const { io, show, note } = session;
  const isOneScreen = io.terminal.out && io.terminal.err;
  const make = REPORTERS[reporterOf(args)];
  return make({ out: io.out, show, note, isOneScreen }, { perHost: true, showsFailedHosts: true, ...kind });
}
