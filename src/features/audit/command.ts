import { defineCommand } from "../../cli/command.ts";
import { dropInsOf } from "../../cli/drop-ins.ts";
import { EXIT } from "../../cli/exit.ts";
import { forEachHost, type Prepare } from "../../cli/for-each-host.ts";
import { HOST_RESULTS, type SourceArguments } from "../../cli/options.ts";
import { openReporter } from "../../cli/reporting.ts";
import { reportUnmet, Selection, SERVICES } from "../../cli/selection.ts";
import { realiseNamed } from "../../cli/service-facts.ts";
import { openRounds } from "../../cli/rounds.ts";
import type { Session } from "../../cli/session.ts";
import { openSourceFiles } from "../../cli/source-files.ts";
import type { Unknown } from "../../base/unknown.ts";
import { ignoresOf, suppress } from "../../diagnostics/suppress.ts";
import { auditFiles } from "./audit.ts";
import type { AuditFinding } from "./rules/index.ts";
import type { Manifest } from "../../manifest/types.ts";
import { parseFlakeReference } from "../../nix/evaluate/flake-ref.ts";
import { scanSources, type Scan } from "../../nix-source/scan.ts";
import { machineFiles } from "../../fs/files.ts";
import { storeOnlyReader } from "../../fs/links.ts";
import { auditHost, type AuditWorld, namedContexts } from "./adapters/audit-host.ts";
import { auditDocument, filesDocument } from "./document.ts";
import { reaches } from "./fail-level.ts";
import { nixpkgsOf } from "./nixpkgs-places.ts";
import { AUDIT_OPTIONS, judgementOf, type Judgement } from "./options.ts";

export const command = defineCommand({
  name: "audit",
  summary: "Find what chroots lack, which settings conflict, and what is exposed needlessly",
  options: { ...AUDIT_OPTIONS, ...HOST_RESULTS },
  positional: { services: SERVICES },
  examples: [
    ["audit --fail-on error", "in CI: exit with 1 only for what fails at run time"],
    ["audit api 'we*'", "some services of all hosts"],
  ],
  async run(args, session) {
    const judgement = judgementOf(args);
    const { directory, sources } = await openSourceFiles(session, args);
    const files = machineFiles();
    const world: AuditWorld = {
      files,
      rounds: openRounds(session, files),
      sources,
      signal: session.io.signal,
      ...(judgement.policy === undefined ? {} : { policy: judgement.policy }),
    };
    const reporter = openReporter(session, args);
    const services = new Selection([...args.service, ...args.services]);
    // Places of findings, of all hosts.
    const known = new Set<string>();
    const prepare: Prepare<Made> = async (hosts) => {
      const all = hosts.flatMap(({ manifest }) => manifest.services);
      const isNamedThere = await realiseNamed(session, namedContexts(all));
      const { made, failures } = await dropInsOf(session, { strict: false }, storeOnlyReader(files))(hosts);
      return { made: made.map((host) => ({ ...host, isNamedThere })), failures };
    };
    const walked = await forEachHost(session, args, {
      wanted: { depth: "full" },
      services,
      prepare,
      reporter,
      async visit(host, at) {
        for (const error of host.errors) session.fail(error, at);
        const { findings, services: audited } = await auditHost(host, world);
        for (const each of findings) known.add(placeKey(each));
        const unknown = audited.flatMap((service) => service.unknown);
        const result = judged(session, { findings, unknown }, judgement, host.manifest);
        return [auditDocument(result, audited, nixpkgsOf(host.manifest, files))];
      },
    });
    if (directory !== null && services.words.length === 0 && asksForAllHosts(args)) {
      const scan = await scanSources(directory, session.parser, { confined: new Set(services.names) });
      // The evaluated host says more of what it has.
      const findings = auditFiles(scan.mistakes).filter((each) => !known.has(placeKey(each)));
      const unknown = unknownOf(scan);
      reporter.result(
        filesDocument(directory, judged(session, { findings, unknown }, judgement, null), unknown),
      );
    }
    reporter.end();
    await reportUnmet(session, args, services, walked);
  },
});

type Made = Parameters<typeof auditHost>[0];

/** Files belong to no host, so that they are looked through only where all hosts are. */
const asksForAllHosts = ({ host, flake = "." }: SourceArguments) =>
  host.length === 0 && parseFlakeReference(flake).host === null;

const placeKey = ({ code, place }: AuditFinding) => `${code} ${place?.file}:${place?.line}`;

/** What was not looked at in the files of a directory. */
function unknownOf({ problem, mentioning, problems }: Scan): Unknown[] {
  const all = problem === null ? [] : [{ what: `${mentioning} Nix files`, why: problem }];
  return [...all, ...problems.map(({ file, problem: why }) => ({ what: `file ${file}`, why }))];
}

/** Sets apart what is ignored, and makes the exit status what the rest is worth. */
function judged(
  session: Session,
  { findings, unknown }: { findings: readonly AuditFinding[]; unknown: readonly Unknown[] },
  judgement: Judgement,
  manifest: Manifest | null,
) {
  const inNix = manifest === null ? [] : ignoresOf(manifest);
  const result = suppress(findings, [...judgement.ignores, ...inNix]);
  if (reaches(judgement.failsOn, result.kept, unknown)) session.exit(EXIT.findings);
  return result;
}
