import { type Verified, factsOf, type World } from "../../../service/facts.ts";
import { auditService } from "../audit.ts";
import type { AuditFinding } from "../rules/index.ts";
import { isFailed } from "../../../drop-in/generate.ts";
import { fullService } from "../../../manifest/full-service.ts";
import type { FullService } from "../../../manifest/types.ts";
import type { ServicePlan } from "../../../drop-in/plan.ts";
import { verifyUnits } from "./verify.ts";
import type { HostDropIns } from "../../../cli/drop-ins.ts";
import { located } from "../../../cli/located.ts";
import type { SourceFiles } from "../../../cli/source-files.ts";

/** What all hosts are audited with. */
export interface AuditWorld extends Pick<World, "files" | "readShell" | "policy"> {
  sources: SourceFiles;
}

/** The findings in a host's services, each at its place. */
export async function auditHost(
  host: HostDropIns,
  { sources, ...world }: AuditWorld,
): Promise<AuditFinding[]> {
  const { graph } = host;
  const subjects = subjectsOf(host);
  const verified = await verify(subjects.map(({ service }) => service));
  return subjects.flatMap(({ service, plan }) => {
    const facts = factsOf(service, plan, { ...world, graph }, verified.get(service.name) ?? null);
    return auditService(facts).map((each) => located(each, service, sources.sources));
  });
}

/** What systemd says of the units, by service; empty where it is not installed. */
async function verify(services: readonly FullService[]): Promise<Map<string, Verified>> {
  const units = services.flatMap(({ name, full: { unitText: text } }) =>
    text === null ? [] : [{ name, text, isTemplate: name.endsWith("@") }],
  );
  const verified = await verifyUnits(units);
  if (verified === null) return new Map();
  const { version, complaints } = verified;
  return new Map(
    units.map(({ name }, index) => [
      name,
      { version, warnings: complaints.filter(({ unit }) => unit === index) },
    ]),
  );
}

function subjectsOf({ manifest, dropIns }: HostDropIns): { service: FullService; plan: ServicePlan }[] {
  const plans = new Map(dropIns.map(({ plan }) => [plan.service, plan]));
  return manifest.services.flatMap((service) => {
    const plan = plans.get(service.name);
    return isFailed(service) || plan === undefined ? [] : [{ service: fullService(service), plan }];
  });
}
