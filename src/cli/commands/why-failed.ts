import { withoutRemedies } from "../../core/audit/finding.ts";
import type { CommandModule } from "yargs";
import { UsageError } from "../../core/errors.ts";
import { deployedUnit } from "../../core/failure/deployed.ts";
import { diagnose } from "../../core/failure/diagnose.ts";
import { endingOf } from "../../core/failure/ending.ts";
import { readJournal } from "../../core/failure/journal.ts";
import { readShow } from "../../core/failure/unit-text.ts";
import { harmlessJson } from "../../core/harmless.ts";
import { readUnit, type UnitReport } from "../../nix/systemd.ts";
import { failureText } from "../../report/failure.ts";
import { openSources } from "../../source/sources.ts";
import { EXIT } from "../exit.ts";
import { workingTrees } from "../hosts.ts";
import { located } from "../located.ts";
import { oneService } from "../one-service.ts";
import { hostOptions, type SourceArguments } from "../options.ts";
import { readText } from "../read-text.ts";
import type { Runner } from "../runner.ts";
import { serviceFacts } from "../service-facts.ts";
import type { Session } from "../session.ts";
import { isStdin } from "../stdin.ts";
import { before } from "../../core/ends.ts";

interface WhyFailedArguments extends SourceArguments {
  unit: string;
  show: string | undefined;
  cat: string | undefined;
  journal: string | undefined;
}

export function whyFailedCommand(run: Runner): CommandModule<object, WhyFailedArguments> {
  return {
    command: "why-failed <unit>",
    builder: (yargs) =>
      hostOptions(yargs)
        .positional("unit", { type: "string", demandOption: true, describe: "a service, such as web" })
        .option("show", {
          type: "string",
          requiresArg: true,
          describe: "read what `systemctl show UNIT` printed (- for stdin), not this machine",
        })
        .option("cat", {
          type: "string",
          requiresArg: true,
          implies: "show",
          describe: "read what `systemctl cat UNIT` printed",
        })
        .option("journal", {
          type: "string",
          requiresArg: true,
          implies: "show",
          describe: "read what `journalctl UNIT=UNIT` printed, with -o json or without",
        })
        .option("json", { type: "boolean", describe: "print JSON on stdout" })
        .example("$0 why-failed web", "of this machine, by its systemd alone")
        .example(
          "$0 why-failed web --flake .",
          "and by the configuration, with the lines of its Nix files",
        ) as never,
    handler: run(async (args, session) => {
      const unit = args.unit.includes(".") ? args.unit : `${args.unit}.service`;
      const isHere = args.show === undefined;
      const report = isHere ? await readUnit(unit, session.io.signal) : await readGiven(args, session);
      const show = readShow(report.show);
      if (!show.has("Result"))
        throw new UsageError(
          `${args.show === undefined || isStdin(args.show) ? "what was read" : args.show} is not what systemctl show prints of a service`,
          {
            hint: `systemctl show ${unit} > FILE`,
          },
        );
      const said = readJournal(report.journal, show.get("InvocationID")?.[0] ?? null);
      const ending = endingOf(show, said);
      if (ending === null) return succeeded(args, session, unit);
      session.exit(EXIT.findings);

      const evaluated = isGiven(args) ? await oneService(session, args, serviceName(unit)) : null;
      const deployed = deployedUnit(serviceName(unit), show, report.cat);
      const facts = await serviceFacts(session, evaluated ?? deployed);
      const root = show.get("RootDirectory")?.[0] ?? "";
      const diagnosis = diagnose(ending, said, { facts, root, machine: isHere ? facts.files : null });
      const isSystemds = ending.status === null || ending.status >= 200;
      if (isSystemds && diagnosis.causes.length === 0 && evaluated === null && report.cat === null)
        session.note(
          `systemctl show leaves settings out, credentials among them: --cat FILE has those of systemctl cat ${unit}`,
        );
      const sources = openSources(
        session.parser,
        evaluated === null ? [] : await workingTrees(session, args),
      );
      const causes = (
        await Promise.all(diagnosis.causes.map((cause) => located(cause, facts.service, sources)))
      ).map(withoutRemedies);
      if (args.json === true)
        session.io.out(`${harmlessJson({ schema: 1, unit, ...diagnosis, causes, said: said.lines }, 2)}\n`);
      else session.io.out(failureText(unit, { ...diagnosis, causes }, said.lines));
    }),
  };
}

function succeeded(args: WhyFailedArguments, { io }: Session, unit: string): void {
  if (args.json === true) io.out(`${harmlessJson({ schema: 1, unit, ending: null }, 2)}\n`);
  else io.out(`${unit} has not failed\n`);
}

const isGiven = ({ flake, file, expr, manifest }: WhyFailedArguments) =>
  [flake, file, expr, manifest].some((source) => source !== undefined);

/** `get@file.service` → `get@`, as NixOS names the template. */
const serviceName = (unit: string) => {
  const name = unit.replace(/\.service$/, "");
  return name.includes("@") ? `${before(name, "@")}@` : name;
};

async function readGiven(args: WhyFailedArguments, { io }: Session): Promise<UnitReport> {
  const named = [args.show, args.cat, args.journal, args.manifest];
  if (named.filter((file) => file !== undefined && isStdin(file)).length > 1)
    throw new UsageError("only one file can come from stdin", { hint: "name the others" });
  const read = async (file: string | undefined) =>
    file === undefined ? null : isStdin(file) ? io.stdin() : readText(file, "the unit's facts in");
  return {
    show: (await read(args.show))!,
    cat: await read(args.cat),
    journal: (await read(args.journal)) ?? "",
  };
}
