import { existsSync } from "node:fs";
import type { Unit } from "../../service/unit.ts";
import { suggestFor } from "./suggest.ts";
import { missingAccesses } from "./trace.ts";
import { planEnter, TOOL_SHELL } from "../../runner/view.ts";
import { parseExec } from "../../systemd/exec-line.ts";
import { UsageError } from "../../base/errors.ts";
import { stringsOf } from "../../systemd/lines.ts";
import type { Cause } from "../why-failed/cause.ts";
import { diagnose } from "../why-failed/diagnose.ts";
import type { Service } from "../../manifest/types.ts";
import { staticBusybox } from "../../runner/programs.ts";
import { auditService } from "../audit/audit.ts";
import { EXIT } from "../../cli/exit.ts";
import { resolveService } from "../../cli/resolve-service.ts";
import { runInChroot } from "./adapters/run-in-chroot.ts";
import { serviceFacts } from "../../cli/service-facts.ts";
import { argument, restArguments } from "../../cli/argument.ts";
import { defineCommand } from "../../cli/command.ts";
import { flag, number } from "../../cli/option.ts";
import { SOURCE } from "../../cli/options.ts";
import { openReporter } from "../../cli/reporting.ts";
import { checkDocument, missingDocument } from "./document.ts";

export const command = defineCommand({
  name: "enter",
  summary: "Run a shell or a command in a service's chroot, without deploying it",
  options: {
    "tool-shell": flag(`add a static busybox, which the service does not have, at ${TOOL_SHELL}`),
    strace: flag("list what the program looked for and did not find"),
    check: number("SECONDS", "run for so many seconds, and say whether the program was loaded"),
    ...SOURCE,
  },
  positional: {
    service: argument("a confined service"),
    command: restArguments(
      "what to run, after `--`; without it /bin/sh, or ExecStart with --strace and --check",
    ),
  },
  examples: [
    ["enter web", "a shell in the chroot of web"],
    ["enter web --strace", "what its ExecStart misses"],
  ],
  async run(args, session) {
    const found = await resolveService(session, args, args.service);
    if (found === null) return;
    const { service, plan } = found;
    const words = commandOf(args, service);
    const shell = args["tool-shell"] ? staticBusybox() : null;
    const view = planEnter(service, plan, service.full, {
      command: words,
      toolShell: shell,
      terminal: process.env["TERM"] ?? null,
      exists: existsSync,
    });
    if (shell !== null) session.note(`${TOOL_SHELL} comes from outside: the service does not have it`);
    for (const absent of view.absent) session.warn(absent);
    if (args.verbose > 0) {
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
    const reporter = openReporter(session, {}, { perHost: false });
    if (trace !== null) {
      const subject = { name: service.name, ownModule: service.full.ownModule };
      reporter.result(
        missingDocument(suggestFor(missingAccesses(trace, words[0]!), auditService(facts!), subject)),
      );
    }
    if (args.check === undefined) return session.exit(status ?? 0);
    // A program that still runs is fine, and one that could not be loaded is a finding, as one that fails.
    const causes = status === null ? [] : causesOf(facts!, words[0]!, status);
    reporter.result(checkDocument(args.check, status, causes));
    if (status !== null && status !== 0) session.exit(EXIT.findings);
  },
});

/** Why a program was not loaded; none where it was. */
function causesOf(facts: Unit, program: string, status: number): Cause[] {
  if (status === 0) return [];
  // bubblewrap has no status of its own for a program that it cannot execute.
  const ending = { result: "exit-code", option: "ExecStart", program, signal: null };
  return diagnose(
    { ...ending, status: status === 127 ? 127 : 203 },
    { lines: [], clues: [] },
    { facts, root: facts.rootDirectory ?? "/", machine: null },
  ).causes;
}

interface Asked {
  command: readonly string[];
  strace: boolean;
  check: number | undefined;
  "tool-shell": boolean;
}

function commandOf(args: Asked, service: Service): string[] {
  if (args.command.length > 0) return [...args.command];
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
    hint: "add --tool-shell, which adds one from outside, or name a command after --",
  });
}
