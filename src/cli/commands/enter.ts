import { existsSync } from "node:fs";
import type { CommandModule } from "yargs";
import { auditService } from "../../core/audit/audit.ts";
import type { ServiceFacts } from "../../core/audit/facts.ts";
import { suggestFor } from "../../core/enter/suggest.ts";
import { missedIn } from "../../core/enter/trace.ts";
import { planEnter, TOOL_SHELL } from "../../core/enter/view.ts";
import { parseExec } from "../../core/enter/words.ts";
import { UsageError } from "../../core/errors.ts";
import { stringsOf } from "../../core/facts/options.ts";
import type { Cause } from "../../core/failure/cause.ts";
import { diagnose } from "../../core/failure/diagnose.ts";
import { printable } from "../../core/harmless.ts";
import type { Service } from "../../core/manifest/types.ts";
import { staticBusybox } from "../../nix/programs.ts";
import { findingLines } from "../../report/audit.ts";
import { missedText } from "../../report/enter.ts";
import { EXIT } from "../exit.ts";
import { oneService } from "../one-service.ts";
import { hostOptions, type SourceArguments } from "../options.ts";
import { runInChroot } from "../run-in-chroot.ts";
import type { Runner } from "../runner.ts";
import { serviceFacts } from "../service-facts.ts";
import type { Session } from "../session.ts";

interface EnterArguments extends SourceArguments {
  service: string;
  command: string[] | undefined;
  /** What follows `--`. */
  _?: (string | number)[];
  "tool-shell": boolean;
  strace: boolean;
  check: number | undefined;
}

export function enterCommand(run: Runner): CommandModule<object, EnterArguments> {
  return {
    command: "enter <service> [command..]",
    builder: (yargs) =>
      hostOptions(
        // What follows `--` is the command's own: 007 stays 007.
        yargs.parserConfiguration({
          "duplicate-arguments-array": true,
          "greedy-arrays": false,
          "parse-positional-numbers": false,
        }),
      )
        .positional("service", { type: "string", demandOption: true, describe: "a confined service" })
        .positional("command", {
          type: "string",
          array: true,
          describe: "what to run, after `--`; without it /bin/sh, or ExecStart with --strace and --check",
        })
        .option("tool-shell", {
          type: "boolean",
          default: false,
          describe: `bring a static busybox from outside, at ${TOOL_SHELL}`,
        })
        .option("strace", {
          type: "boolean",
          default: false,
          describe: "list what the program looked for and did not find",
        })
        .option("check", {
          type: "number",
          requiresArg: true,
          describe: "run for so many seconds, and say whether the program got past loading",
        })
        .example("$0 enter web", "a shell in the chroot of web")
        .example("$0 enter web --strace", "what its ExecStart misses") as never,
    handler: run(async (args, session) => {
      const found = await oneService(session, args, args.service);
      if (found === null) return;
      const { service, plan } = found;
      const command = commandOf(args, service);
      const shell = args["tool-shell"] ? staticBusybox() : null;
      const view = planEnter(service, plan, service.full, {
        command,
        toolShell: shell,
        terminal: process.env["TERM"] ?? null,
        exists: existsSync,
      });
      if (shell !== null) session.note(`${TOOL_SHELL} comes from outside: the service does not have it`);
      for (const absent of view.absent) session.warn(absent);
      if ((args.verbose ?? 0) > 0) {
        for (const difference of view.differences) session.io.err(`not as under systemd: ${difference}\n`);
        for (const shared of view.shared) session.io.err(`shared with this machine: ${shared}\n`);
        session.io.err("it is a view for debugging, and no security boundary\n");
      }
      // Before the program takes the terminal; nothing is drawn there after.
      const facts = args.strace || args.check !== undefined ? await serviceFacts(session, found) : null;
      session.close();
      const { status, trace } = await runInChroot(view.args, {
        seconds: args.check,
        strace: args.strace,
        signal: session.io.signal,
      });
      if (trace !== null)
        session.io.out(
          missedText(
            suggestFor(missedIn(trace, command[0]!), auditService(facts!), {
              name: service.name,
              ownModule: service.full.ownModule,
            }),
          ),
        );
      if (args.check === undefined) session.exit(status ?? 0);
      else
        tellCheck(args.check, session, status, status === null ? [] : causesOf(facts!, command[0]!, status));
    }),
  };
}

/** Why a program was not loaded; none where it was. */
function causesOf(facts: ServiceFacts, program: string, status: number): Cause[] {
  if (status === 0) return [];
  // bubblewrap has no status of its own for a program that it cannot execute.
  const ending = { result: "exit-code", option: "ExecStart", program, signal: null };
  return diagnose(
    { ...ending, status: status === 127 ? 127 : 203 },
    { lines: [], clues: [] },
    { facts, root: facts.service.settings.RootDirectory ?? "/", machine: null },
  ).causes;
}

/** A program that still runs is fine, and one that could not be loaded is a finding, as one that ends with a failure. */
function tellCheck(seconds: number, session: Session, status: number | null, causes: readonly Cause[]): void {
  const ending = status === null ? `still runs after ${seconds} s` : `ended with exit status ${status}`;
  const isLoaded = causes.length === 0 && status !== 126 && status !== 127;
  const verdict = isLoaded ? "it got past loading" : "it was not loaded";
  session.io.out(
    `${verdict}: the program ${ending}\n${causes
      .flatMap(findingLines)
      .map((line) => `${printable(line)}\n`)
      .join("")}`,
  );
  if (status !== null && status !== 0) session.exit(EXIT.findings);
}

function commandOf(args: EnterArguments, service: Service): string[] {
  const given = [...(args.command ?? []), ...(args._ ?? []).map(String)];
  if (given.length > 0) return given;
  if (args.strace || args.check !== undefined) {
    const line = stringsOf(service.full?.serviceConfig?.["ExecStart"]).findLast((text) => text !== "");
    const exec = line === undefined ? null : parseExec(line, service.name);
    if (exec !== null) return [exec.program, ...exec.argv.slice(1)];
    throw new UsageError(`service ${JSON.stringify(service.name)} has no ExecStart`, {
      hint: "name a command after --",
    });
  }
  if (args["tool-shell"]) return [`${TOOL_SHELL}/sh`];
  if (service.confinement.binSh !== null) return ["/bin/sh"];
  throw new UsageError(`the chroot of ${JSON.stringify(service.name)} has no /bin/sh`, {
    hint: "add --tool-shell, which brings one from outside, or name a command after --",
  });
}
