import { auditService } from "../core/audit/audit.ts";
import { factsOf, type World } from "../core/audit/facts.ts";
import type { Finding, Rule } from "../core/audit/finding.ts";
import { ignoredLines } from "../core/audit/verified.ts";
import type { Unknown } from "../core/facts/unknown.ts";
import { isFailed } from "../core/generate.ts";
import type { FullService } from "../core/manifest/types.ts";
import type { ServicePlan } from "../core/plan.ts";
import { verifyUnits } from "../nix/verify.ts";
import type { HostDropIns } from "./drop-ins.ts";
import { fullService } from "./one-service.ts";
import { located } from "./located.ts";
import type { ReadScripts } from "./scripts.ts";
import type { SourceFiles } from "./source-files.ts";

/** What all hosts are audited with. */
export interface AuditWorld extends Pick<World, "files"> {
  readScripts: ReadScripts;
  sources: SourceFiles;
  rules: readonly Rule[];
}

/** What an audit of a host says. */
export interface HostAudit {
  /** Each at its place. */
  findings: Finding[];
  /** The services that were audited, and what was not looked at in them. */
  services: { name: string; unknown: Unknown[] }[];
}

/** Audits a host's services; `wanted` names them, absent: all. */
export async function auditHost(
  host: HostDropIns,
  wanted: readonly string[] | undefined,
  world: AuditWorld,
): Promise<HostAudit> {
  const { graph } = host;
  const references = new Map([...graph].map(([path, info]) => [path, info.references]));
  const sizeOf = (path: string) => graph.get(path)?.narSize ?? 0;
  const { files, readScripts, rules, sources } = world;
  const subjects = subjectsOf(host, wanted);
  const readShell = await readScripts(subjects.map(({ service }) => service));
  const audited = subjects.map(({ service, plan }) => {
    const facts = factsOf(service, plan, { graph: references, sizeOf, files, readShell });
    return { service, unknown: facts.unknown, findings: auditService(facts, rules) };
  });
  await addIgnoredLines(audited);
  const placed = audited.flatMap(({ service, findings }) =>
    findings.map((each) => located(each, service, sources.sources)),
  );
  return {
    findings: await Promise.all(placed),
    services: audited.map(({ service, unknown }) => ({ name: service.name, unknown })),
  };
}

interface Audited {
  service: FullService;
  findings: Finding[];
}

/** Adds what systemd itself says of the units, where it is here to be asked. */
async function addIgnoredLines(audited: readonly Audited[]): Promise<void> {
  const units = audited.flatMap((each) => {
    const text = each.service.full.unitText;
    return text === null ? [] : [{ ...each, text, isTemplate: each.service.name.endsWith("@") }];
  });
  const verified = await verifyUnits(units);
  if (verified === null) return;
  for (const [index, { service, findings, text }] of units.entries()) {
    const complaints = verified.complaints.filter(({ unit }) => unit === index);
    findings.push(...ignoredLines(service, text, complaints, verified.version, findings));
  }
}

function subjectsOf(
  { manifest, dropIns }: HostDropIns,
  wanted: readonly string[] | undefined,
): { service: FullService; plan: ServicePlan }[] {
  const plans = new Map(dropIns.map(({ plan }) => [plan.service, plan]));
  return manifest.services.flatMap((service) => {
    const plan = plans.get(service.name);
    return isFailed(service) || plan === undefined || wanted?.includes(service.name) === false
      ? []
      : [{ service: fullService(service), plan }];
  });
}
