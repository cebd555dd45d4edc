import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CommandModule } from "yargs";
import { missedIn } from "../../core/enter/trace.ts";
import { planEnter, TOOL_SHELL } from "../../core/enter/view.ts";
import { parseExec } from "../../core/enter/words.ts";
import { UsageError } from "../../core/errors.ts";
import { stringsOf } from "../../core/facts/options.ts";
import type { Service } from "../../core/manifest/types.ts";
import { runAttached } from "../../nix/attached.ts";
import { requireProgram, staticBusybox } from "../../nix/programs.ts";
import { missedText } from "../../report/enter.ts";
import { oneService } from "../one-service.ts";
import { hostOptions, type SourceArguments } from "../options.ts";
import type { Runner } from "../runner.ts";
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
          describe: "run for so many seconds, and say whether the program got past loading",
        })
        .example("$0 enter web", "a shell in the chroot of web")
        .example("$0 enter web --strace", "what its ExecStart misses") as never,
    handler: run(async (args, session) => {
      const found = await oneService(session, args, args.service);
      if (found === null) return;
      const { service, plan } = found;
      const command = commandOf(args, service);
      const { args: view, differences } = planEnter(service, plan, service.full, {
        command,
        toolShell: args["tool-shell"] ? staticBusybox() : null,
        terminal: process.env["TERM"] ?? null,
      });
      if (args["tool-shell"]) session.note(`${TOOL_SHELL} comes from outside: the service does not have it`);
      if ((args.verbose ?? 0) > 0)
        for (const difference of differences) session.io.err(`not as under systemd: ${difference}\n`);
      await enter(args, session, view, command[0]!);
    }),
  };
}

async function enter(
  args: EnterArguments,
  session: Session,
  view: readonly string[],
  program: string,
): Promise<void> {
  const bwrap = requireProgram("bwrap", "bubblewrap");
  const timeoutMs = args.check === undefined ? undefined : args.check * 1000;
  if (!args.strace) {
    const { status } = await runAttached(bwrap, view, { timeoutMs });
    return settle(args, session, status);
  }
  const strace = requireProgram("strace", "strace");
  const folder = mkdtempSync(join(tmpdir(), "confined-units-strace-"));
  try {
    const log = join(folder, "log");
    const traced = ["-f", "-qq", "-s", "4096", "-e", "trace=%file", "-o", log, "--", bwrap, ...view];
    const { status } = await runAttached(strace, traced, { timeoutMs });
    session.io.out(missedText(missedIn(readFileSync(log, "utf8"), program)));
    settle(args, session, status);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** With `--check` a program that still runs is fine, and one that could not be loaded is a finding. */
function settle(args: EnterArguments, session: Session, status: number | null): void {
  if (args.check === undefined) return session.exit(status ?? 0);
  const isFine = status === null || status === 0;
  const ending =
    status === null ? `still runs after ${args.check} seconds` : `ended with exit status ${status}`;
  session.io.out(`${isFine ? "it got past loading" : "it did not get far"}: the program ${ending}\n`);
  if (!isFine) session.exit(1);
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
