import type { HostDropIns } from "../../../cli/drop-ins.ts";
import { located } from "../../../cli/located.ts";
import type { ReadScripts } from "../../../cli/scripts.ts";
import { isFailed } from "../../../drop-in/generate.ts";
import type { ServicePlan } from "../../../drop-in/plan.ts";
import { fullService } from "../../../manifest/full-service.ts";
import type { Context, FullService, ServiceEntry } from "../../../manifest/types.ts";
import type { Sources } from "../../../nix-source/sources.ts";
import { type Verified, factsOf, type World } from "../../../service/facts.ts";
import { auditService } from "../audit.ts";
import type { AuditedService } from "../document.ts";
import type { AuditFinding } from "../rules/index.ts";
import { verifyUnits } from "./verify.ts";

/** What all hosts are audited with. */
export interface AuditWorld extends Pick<World, "files" | "policy"> {
  readScripts: ReadScripts;
  /** The Nix files that findings are placed in. */
  sources: Sources;
  /** Stops the programs that are started. */
  signal?: AbortSignal | undefined;
}

/** What services name besides their chroots: it has to be in the store for the audit to look into it. */
export const namedContexts = (services: readonly ServiceEntry[]): Context[] =>
  services.flatMap((entry) => (isFailed(entry) || entry.full === undefined ? [] : [entry.full.context]));

/** What an audit of a host finds, each at its place, and what it did not look at. */
export interface HostAudit {
  findings: AuditFinding[];
  services: AuditedService[];
}

/** Audits a host's services. */
export async function auditHost(
  host: HostDropIns,
  { sources, readScripts, signal, ...world }: AuditWorld,
): Promise<HostAudit> {
  const { graph } = host;
  const subjects = subjectsOf(host);
  const services = subjects.map(({ service }) => service);
  const verified = await verify(services, signal);
  const readShell = await readScripts(services);
  const audited = subjects.map(({ service, plan }) => {
    const facts = factsOf(service, plan, { ...world, graph, readShell }, verified.get(service.name) ?? null);
    return { service, unknown: facts.unknown, findings: auditService(facts) };
  });
  const placed = audited.flatMap(({ service, findings }) =>
    findings.map((each) => located(each, service, sources)),
  );
  return {
    findings: await Promise.all(placed),
    services: audited.map(({ service, unknown }) => ({ name: service.name, unknown })),
  };
}

/** What systemd says of the units, by service; empty where it is not installed. */
async function verify(
  services: readonly FullService[],
  signal?: AbortSignal,
): Promise<Map<string, Verified>> {
  const units = services.flatMap(({ name, full: { unitText: text } }) =>
    text === null ? [] : [{ name, text, isTemplate: name.endsWith("@") }],
  );
  const verified = await verifyUnits(units, signal);
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
