import type { CommandModule } from "yargs";
import { UsageError } from "../../base/errors.ts";
import { isFailed } from "../../core/generate.ts";
import type { Manifest, ServiceEntry } from "../../core/manifest/types.ts";
import { parseFlakeReference } from "../../nix/flake-ref.ts";
import { scanSources } from "../../source/scan.ts";
import { shellReader } from "../../source/shell/parse.ts";
import { machineFiles } from "../../store/files.ts";
import { findingJson, SEVERITIES } from "../../diagnostics/finding.ts";
import { ignoresOf, suppress } from "../../diagnostics/suppress.ts";
import { auditFiles } from "../../features/audit/audit.ts";
import type { AuditFinding } from "../../features/audit/rules/index.ts";
import { auditText } from "./document.ts";
import { auditHost, type AuditWorld } from "./adapters/audit-host.ts";
import { auditOptions, judgementOf, type AuditArguments, type Judgement } from "./options.ts";
import { makeDropInsApart } from "../../cli/drop-ins.ts";
import { EXIT } from "../../cli/exit.ts";
import { hostOutput } from "../../cli/host-output.ts";
import { streamHosts } from "../../cli/hosts.ts";
import type { Runner } from "../../cli/runner.ts";
import { realiseNamed } from "../../cli/service-facts.ts";
import type { Session } from "../../cli/session.ts";
import { openSourceFiles } from "../../cli/source-files.ts";

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
          const found = await auditHost(host, args.service, world);
          for (const each of found) known.add(placeKey(each));
          const judged = judge(session, found, judgement, host.manifest);
          const title = batch.single ? "" : `${host.host}\n`;
          output.host({ host: host.host, ...judged.value }, () => title + judged.text());
        }
      }
      const { folder, sources } = world.sources;
      if (folder !== null && asksForAll(args)) {
        const { mistakes } = await scanSources(folder, { confined });
        // The evaluated host says more of what it has.
        const found = auditFiles(mistakes).filter((each) => !known.has(placeKey(each)));
        const judged = judge(session, found, judgement, null);
        const text = () => (found.length === 0 ? "" : `files of ${folder}\n${judged.text()}`);
        output.extra({ files: judged.value }, text);
      }
      sources.close();
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

const placeKey = ({ code, place }: AuditFinding) => `${code} ${place?.file}:${place?.line}`;

async function openWorld(session: Session, args: AuditArguments, { policy }: Judgement): Promise<AuditWorld> {
  const [reader, sources] = await Promise.all([shellReader(), openSourceFiles(session, args)]);
  if ("problem" in reader) session.warn(`scripts are not read: ${reader.problem}`);
  return {
    files: machineFiles(),
    readShell: "problem" in reader ? null : reader,
    sources,
    ...(policy === undefined ? {} : { policy }),
  };
}

/** Takes out what is ignored, and makes the exit status what the rest is worth. */
function judge(
  session: Session,
  found: readonly AuditFinding[],
  judgement: Judgement,
  manifest: Manifest | null,
) {
  const inNix = manifest === null ? [] : ignoresOf(manifest);
  const { kept, ignored } = suppress(found, [...judgement.ignores, ...inNix]);
  const least = SEVERITIES.indexOf(judgement.failsOn as (typeof SEVERITIES)[number]);
  if (least >= 0 && kept.some(({ severity }) => SEVERITIES.indexOf(severity) >= least))
    session.exit(EXIT.findings);
  return {
    value: {
      findings: kept.map(findingJson),
      ignored: ignored.map((each) => ({ ...findingJson(each), reason: each.reason })),
    },
    text: () => auditText(kept, ignored),
  };
}

const contextsOf = (services: readonly ServiceEntry[]) =>
  services.flatMap((entry) => (isFailed(entry) || entry.full === undefined ? [] : [entry.full.context]));
