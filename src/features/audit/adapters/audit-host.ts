import { auditService } from "../../../core/audit/audit.ts";
import { factsOf, type World } from "../../../core/audit/facts.ts";
import type { Finding, Rule } from "../../../core/audit/finding.ts";
import { ignoredLines } from "../../../core/audit/verified.ts";
import { isFailed } from "../../../core/generate.ts";
import type { FullService } from "../../../core/manifest/types.ts";
import type { ServicePlan } from "../../../core/plan.ts";
import { verifyUnits } from "../../../nix/verify.ts";
import type { HostDropIns } from "../../../cli/drop-ins.ts";
import { fullService } from "../../../cli/one-service.ts";
import { located } from "../../../cli/located.ts";
import type { SourceFiles } from "../../../cli/source-files.ts";

/** What all hosts are audited with. */
export interface AuditWorld extends Pick<World, "files" | "readShell"> {
  sources: SourceFiles;
  rules: readonly Rule[];
}

/** The findings in a host's services, each at its place. */
export async function auditHost(host: HostDropIns, world: AuditWorld): Promise<Finding[]> {
  const { graph } = host;
  const references = new Map([...graph].map(([path, info]) => [path, info.references]));
  const sizeOf = (path: string) => graph.get(path)?.narSize ?? 0;
  const { files, readShell, rules, sources } = world;
  const audited = subjectsOf(host).map(({ service, plan }) => {
    const facts = factsOf(service, plan, { graph: references, sizeOf, files, readShell });
    return { service, findings: auditService(facts, rules) };
  });
  await addIgnoredLines(audited);
  return audited.flatMap(({ service, findings }) =>
    findings.map((each) => located(each, service, sources.sources)),
  );
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

function subjectsOf({ manifest, dropIns }: HostDropIns): { service: FullService; plan: ServicePlan }[] {
  const plans = new Map(dropIns.map(({ plan }) => [plan.service, plan]));
  return manifest.services.flatMap((service) => {
    const plan = plans.get(service.name);
    return isFailed(service) || plan === undefined ? [] : [{ service: fullService(service), plan }];
  });
}
