import type { CommandModule } from "yargs";
import { withoutRemedies, type Finding } from "../../core/audit/finding.ts";
import { ignoresOf, suppress } from "../../core/audit/suppress.ts";
import { writtenInVain } from "../../core/audit/written.ts";
import { UsageError } from "../../core/errors.ts";
import type { Unknown } from "../../core/facts/unknown.ts";
import { isFailed } from "../../core/generate.ts";
import type { Manifest, ServiceEntry } from "../../core/manifest/types.ts";
import { parseFlakeReference } from "../../nix/flake-ref.ts";
import { auditText, type ReportedUnknown } from "../../report/audit.ts";
import { scanSources, type Scan } from "../../source/scan.ts";
import { machineFiles } from "../../store/files.ts";
import { auditHost, type AuditWorld, type HostAudit } from "../audit-host.ts";
import { auditOptions, judgementOf, LEVELS, type AuditArguments, type Judgement } from "../audit-options.ts";
import { makeDropInsApart } from "../drop-ins.ts";
import { EXIT } from "../exit.ts";
import { hostOutput } from "../host-output.ts";
import { streamHosts } from "../hosts.ts";
import type { Runner } from "../runner.ts";
import { scriptReader } from "../scripts.ts";
import { realiseNamed } from "../service-facts.ts";
import type { Session } from "../session.ts";
import { openSourceFiles } from "../source-files.ts";

export function auditCommand(run: Runner): CommandModule<object, AuditArguments> {
  return {
    command: "audit",
    builder: (yargs) =>
      auditOptions(yargs).example(
        "$0 audit --fail-on error",
        "in CI: end with 1 only for what fails at run time",
      ) as never,
    handler: run(async (args, session) => {
      const judgement = judgementOf(args);
      const world = await openWorld(session, args, judgement);
      const output = hostOutput(args, session);
      const unseen = new Set(args.service);
      // Services, and places of findings, of all hosts.
      const confined = new Set<string>();
      const known = new Set<string>();
      for await (const batch of streamHosts(session, args, { depth: "full" })) {
        const services = batch.hosts.flatMap(({ manifest }) => manifest.services);
        for (const { name } of services) {
          unseen.delete(name);
          confined.add(name);
        }
        await realiseNamed(session, contextsOf(services));
        const { made, failures } = await makeDropInsApart(session.nix, batch.hosts, { strict: false });
        for (const { host, error } of [...batch.failures, ...failures]) {
          session.fail(error, host);
          output.failure(host, error, batch.single);
        }
        for (const host of made) {
          for (const error of host.errors) session.fail(error, batch.single ? null : host.host);
          const { findings, services: audited } = await auditHost(host, args.service, world);
          for (const each of findings) known.add(placeKey(each));
          const judged = judge(session, findings, judgement, host.manifest);
          const title = batch.single ? "" : `${host.host}\n`;
          output.host(
            { host: host.host, ...judged.value, services: audited },
            () => title + judged.text(audited.flatMap(ofService)),
          );
        }
      }
      const { folder } = world.sources;
      if (folder !== null && asksForAll(args)) {
        const scan = await scanSources(folder, session.parser, { confined });
        const unknown = unknownOf(scan);
        // The evaluated host says more of what it has.
        const found = writtenInVain(scan.mistakes).filter((each) => !known.has(placeKey(each)));
        const judged = judge(session, found, judgement, null);
        const isSilent = found.length === 0 && unknown.length === 0;
        const text = () => (isSilent ? "" : `files of ${folder}\n${judged.text(unknown)}`);
        output.extra({ files: { ...judged.value, unknown } }, text);
      }
      output.end();
      for (const name of unseen)
        session.fail(new UsageError(`no confined service is called ${JSON.stringify(name)}`), null);
    }),
  };
}

/** Files tell of no host, so that they are looked through only where all hosts are. */
function asksForAll({ service, host, flake = "." }: AuditArguments): boolean {
  return service === undefined && host === undefined && parseFlakeReference(flake).host === null;
}

const placeKey = ({ code, place }: Finding) => `${code} ${place?.file}:${place?.line}`;

async function openWorld(session: Session, args: AuditArguments, { rules }: Judgement): Promise<AuditWorld> {
  const files = machineFiles();
  const sources = await openSourceFiles(session, args);
  return { files, readScripts: scriptReader(session, files), sources, rules };
}

const ofService = ({ name, unknown }: HostAudit["services"][number]): ReportedUnknown[] =>
  unknown.map((each) => ({ ...each, service: name }));

/** What was not looked at in the files of a folder. */
function unknownOf({ problem, mentioning, problems }: Scan): Unknown[] {
  const all = problem === null ? [] : [{ what: `${mentioning} Nix files`, why: problem }];
  return [...all, ...problems.map(({ file, problem: why }) => ({ what: `file ${file}`, why }))];
}

/** Takes out what is ignored, and makes the exit status what the rest is worth. */
function judge(session: Session, found: Finding[], judgement: Judgement, manifest: Manifest | null) {
  const inNix = manifest === null ? [] : ignoresOf(manifest);
  const { kept, ignored } = suppress(found, [...judgement.ignores, ...inNix]);
  const least = LEVELS.indexOf(judgement.failsOn as (typeof LEVELS)[number]);
  if (least >= 0 && kept.some(({ severity }) => LEVELS.indexOf(severity) >= least))
    session.exit(EXIT.findings);
  return {
    value: { findings: kept.map(withoutRemedies), ignored: ignored.map(withoutRemedies) },
    text: (unknown: readonly ReportedUnknown[]) => auditText(kept, ignored, unknown),
  };
}

const contextsOf = (services: readonly ServiceEntry[]) =>
  services.flatMap((entry) => (isFailed(entry) || entry.full === undefined ? [] : [entry.full.context]));
