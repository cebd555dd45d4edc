import { type Verified, factsOf, type World } from "../../../service/facts.ts";
import { auditService } from "../audit.ts";
import type { AuditFinding } from "../rules/index.ts";
import { isFailed } from "../../../drop-in/generate.ts";
import { fullService } from "../../../manifest/full-service.ts";
import type { Context, FullService, ServiceEntry } from "../../../manifest/types.ts";
import type { ServicePlan } from "../../../drop-in/plan.ts";
import { verifyUnits } from "./verify.ts";
import type { HostDropIns } from "../../../cli/drop-ins.ts";
import { located } from "../../../cli/located.ts";
import { machineFiles } from "../../../fs/files.ts";
import type { Sources } from "../../../nix-source/sources.ts";
import type { Policy } from "../../../service/limits.ts";
import { shellReader } from "../../../shell-source/parse.ts";

/** What all hosts are audited with. */
export interface AuditWorld extends Pick<World, "files" | "readShell" | "policy"> {
  /** The Nix files that findings are placed in. */
  sources: Sources;
  /** Stops the programs that are started. */
  signal?: AbortSignal | undefined;
}

/** The world of this machine; `warn` gets a sentence where less of it can be looked at. */
export async function auditWorld(
  sources: Sources,
  policy: Policy | undefined,
  warn: (sentence: string) => void,
): Promise<AuditWorld> {
  const reader = await shellReader();
  if ("problem" in reader) warn(`scripts are not read: ${reader.problem}`);
  return {
    files: machineFiles(),
    readShell: "problem" in reader ? null : reader,
    sources,
    ...(policy === undefined ? {} : { policy }),
  };
}

/** What services name besides their chroots: it has to be in the store for the audit to look into it. */
export const namedContexts = (services: readonly ServiceEntry[]): Context[] =>
  services.flatMap((entry) => (isFailed(entry) || entry.full === undefined ? [] : [entry.full.context]));

/** The findings in a host's services, each at its place. */
export async function auditHost(
  host: HostDropIns,
  { sources, signal, ...world }: AuditWorld,
): Promise<AuditFinding[]> {
  const { graph } = host;
  const subjects = subjectsOf(host);
  const verified = await verify(
    subjects.map(({ service }) => service),
    signal,
  );
  return subjects.flatMap(({ service, plan }) => {
    const facts = factsOf(service, plan, { ...world, graph }, verified.get(service.name) ?? null);
    return auditService(facts).map((each) => located(each, service, sources));
  });
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
