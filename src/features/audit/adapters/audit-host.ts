import type { Unknown } from "../../../base/unknown.ts";
import type { HostDropIns } from "../../../cli/drop-ins.ts";
import { located } from "../../../cli/located.ts";
import type { Rounds } from "../../../cli/rounds.ts";
import { isFailed } from "../../../drop-in/generate.ts";
import type { ServicePlan } from "../../../drop-in/plan.ts";
import type { FullService, Context, ServiceEntry } from "../../../manifest/types.ts";
import { unitFromManifest } from "../../../service/make-unit.ts";
import type { Verified, World } from "../../../service/unit.ts";
import { outputsOnDisk } from "../../../nix/store/outputs-on-disk.ts";
import { auditService } from "../audit.ts";
import type { AuditedService } from "../document.ts";
import type { AuditFinding } from "../rules/index.ts";
import { verifyUnits } from "./verify.ts";
import { fullService } from "../../../manifest/full-service.ts";
import type { Sources } from "../../../nix-source/sources.ts";

/** What all hosts are audited with. */
export interface AuditWorld extends Pick<World, "files" | "policy"> {
  rounds: Rounds;
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

/** A host that can be audited. */
export interface AuditableHost extends HostDropIns {
  /** Whether all that services name besides their chroots is in the store. */
  isNamedThere: boolean;
}

/** Audits a host's services. Those that have no drop-in are among what was not looked at. */
export async function auditHost(
  host: AuditableHost,
  { sources, rounds, signal, ...world }: AuditWorld,
): Promise<HostAudit> {
  const { graph } = host;
  const subjects = subjectsOf(host);
  const services = subjects.map(({ service }) => service);
  const verified = await verify(services, signal);
  const audited: { service: FullService; unknown: readonly Unknown[]; findings: AuditFinding[] }[] = [];
  for (const { service, plan } of subjects) {
    const known = { ...world, graph, answers: rounds.answers };
    const make = () => unitFromManifest(service, plan, known, verified.get(service.name) ?? null);
    // Rules are asked when the unit itself is whole.
    await rounds.run(make);
    const found = await rounds.run(() => {
      const unit = make();
      return { unknown: [...lacking(host, service), ...unit.unknown], findings: auditService(unit) };
    });
    audited.push({ service, ...found });
  }
  const placed = audited.flatMap(({ service, findings }) =>
    findings.map((each) => located(each, service.full.definitions, sources)),
  );
  return {
    findings: await Promise.all(placed),
    services: [
      ...audited.map(({ service, unknown }) => ({ name: service.name, unknown })),
      ...host.errors.map(({ service, problem }) => ({
        name: service,
        unknown: [{ what: "the service", why: problem }],
      })),
    ].toSorted((one, other) => (one.name < other.name ? -1 : 1)),
  };
}

/** Without what a service names besides its chroot, rules see less. */
const lacking = ({ isNamedThere }: AuditableHost, { full }: FullService): Unknown[] =>
  isNamedThere || outputsOnDisk([full.context]) !== null
    ? []
    : [{ what: "what it names besides its chroot", why: "not all of it is in the store here" }];

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
