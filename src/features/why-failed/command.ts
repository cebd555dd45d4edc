import { argument } from "../../cli/argument.ts";
import { defineCommand } from "../../cli/command.ts";
import { EXIT } from "../../cli/exit.ts";
import { workingTrees } from "../../cli/hosts.ts";
import { located } from "../../cli/located.ts";
import { value } from "../../cli/option.ts";
import { REPORTER, SOURCE, type SourceArguments } from "../../cli/options.ts";
import { readText } from "../../cli/read-text.ts";
import { openReporter } from "../../cli/reporting.ts";
import { serviceFacts, unitHere } from "../../cli/service-facts.ts";
import type { Session } from "../../cli/session.ts";
import { isStdin } from "../../cli/stdin.ts";
import { UsageError } from "../../base/errors.ts";
import { unitFromSystemd } from "../../service/from-systemd.ts";
import { graphOf } from "../../store-path/graph.ts";
import { diagnose } from "./diagnose.ts";
import { endingOf } from "./ending.ts";
import { readJournal } from "../../systemd/journal.ts";
import { readShow } from "../../systemd/show.ts";
import { readUnit, type UnitReport } from "./adapters/systemd.ts";
import { before } from "../../base/ends.ts";
import { machineFiles } from "../../fs/files.ts";
import { openSources } from "../../nix-source/sources.ts";
import { failureDocument, noFailureDocument } from "./document.ts";
import { resolveService } from "../../cli/resolve-service.ts";

const FILES = {
  show: value("FILE", "read what `systemctl show UNIT` printed (- for stdin), not this machine"),
  cat: value("FILE", "read what `systemctl cat UNIT` printed; with --show"),
  journal: value("FILE", "read what `journalctl UNIT=UNIT` printed, with -o json or without; with --show"),
};

export const command = defineCommand({
  name: "why-failed",
  summary: "Explain why a unit failed: the path, the option, and what to add",
  options: { ...FILES, ...REPORTER, ...SOURCE },
  positional: { unit: argument("a service, such as web") },
  examples: [
    ["why-failed web", "of this machine, by its systemd alone"],
    ["why-failed web --flake .", "and by the configuration, with the lines of its Nix files"],
  ],
  async run(args, session) {
    const unit = args.unit.includes(".") ? args.unit : `${args.unit}.service`;
    const isHere = args.show === undefined;
    const report = isHere ? await readUnitHere(args, unit, session) : await readGiven(args, session);
    const reporter = openReporter(session, args, { perHost: false });
    const show = readShow(report.show);
    if (!show.has("Result")) throw notShown(args.show, unit);
    const said = readJournal(report.journal, show.get("InvocationID")?.[0] ?? null);
    const ending = endingOf(show, said);
    if (ending === null) {
      reporter.result(noFailureDocument(unit));
      return reporter.end();
    }
    session.exit(EXIT.findings);
    const evaluated = isGiven(args) ? await resolveService(session, args, args.unit) : null;
    const facts =
      evaluated !== null
        ? await serviceFacts(session, evaluated)
        : await unitHere(session, graphOf([]), (world) =>
            unitFromSystemd(serviceName(unit), show, report.cat, world),
          );
    const root = show.get("RootDirectory")?.[0] ?? "";
    const diagnosis = diagnose(ending, said, { facts, root, machine: isHere ? machineFiles() : null });
    const isSystemds = ending.status === null || ending.status >= 200;
    if (isSystemds && diagnosis.causes.length === 0 && evaluated === null && report.cat === null)
      session.note(
        `systemctl show leaves settings out, credentials among them: --cat FILE has those of systemctl cat ${unit}`,
      );
    const sources = openSources(session.parser, evaluated === null ? [] : await workingTrees(session, args));
    const causes = await Promise.all(
      diagnosis.causes.map((cause) => located(cause, facts.definitions, sources)),
    );
    reporter.result(failureDocument(unit, { ...diagnosis, causes }, said.lines));
    reporter.end();
  },
});

type Given = SourceArguments & { [K in keyof typeof FILES]: string | undefined };

function notShown(file: string | undefined, unit: string): UsageError {
  const what = file === undefined || isStdin(file) ? "what was read" : file;
  return new UsageError(`${what} is not what systemctl show prints of a service`, {
    hint: `systemctl show ${unit} > FILE`,
  });
}

const isGiven = ({ flake, file, expr, manifest }: SourceArguments) =>
  [flake, file, expr, manifest].some((source) => source !== undefined);

/** `get@file.service` → `get@`, as NixOS names the template. */
const serviceName = (unit: string) => {
  const name = unit.replace(/\.service$/, "");
  return name.includes("@") ? `${before(name, "@")}@` : name;
};

function readUnitHere({ cat, journal }: Given, unit: string, { io }: Session): Promise<UnitReport> {
  const lonely = cat !== undefined ? "--cat" : journal === undefined ? null : "--journal";
  if (lonely !== null)
    throw new UsageError(`${lonely} goes with --show`, { hint: "confined-units why-failed --help" });
  return readUnit(unit, io.signal);
}

async function readGiven(args: Given, { io }: Session): Promise<UnitReport> {
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
