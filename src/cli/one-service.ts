import { UsageError } from "../base/errors.ts";
import { isFailed } from "../core/generate.ts";
import type { FullService, Service, ServiceEntry } from "../core/manifest/types.ts";
import type { ServicePlan } from "../core/plan.ts";
import { didYouMean } from "../base/did-you-mean.ts";
import { shellQuote } from "../nix/display.ts";
import { makeDropIns, type HostDropIns } from "./drop-ins.ts";
import { loadHosts } from "./hosts.ts";
import type { SourceArguments } from "./options.ts";
import type { Session } from "./session.ts";

/** A service with its drop-in, on the one host that has it. */
export interface OneService {
  service: FullService;
  plan: ServicePlan;
  graph: HostDropIns["graph"];
}

/** Null where the service or its drop-in failed, which has been told. Throws UsageError where no host or several have it. */
export async function oneService(
  session: Session,
  args: SourceArguments,
  name: string,
): Promise<OneService | null> {
  const loaded = await loadHosts(session, args, { depth: "full" });
  for (const { host, error } of loaded.failures) session.fail(error, host);
  const having = loaded.hosts.flatMap(({ host, manifest }) => {
    const services = manifest.services.filter((service) => service.name === name);
    return services.length === 0 ? [] : [{ host, manifest: { ...manifest, services } }];
  });
  const [only] = having;
  if (only === undefined)
    throw notConfined(
      name,
      loaded.hosts.flatMap(({ manifest }) => manifest.services),
    );
  if (having.length > 1)
    throw new UsageError(`${having.length} hosts confine a service ${JSON.stringify(name)}`, {
      hint: `name one: --host ${shellQuote(only.host)}`,
    });
  const [made] = await makeDropIns(session.nix, [only], { strict: false });
  session.report(null, made!);
  const [service] = only.manifest.services;
  const [dropIn] = made!.dropIns;
  if (service === undefined || isFailed(service) || dropIn === undefined) return null;
  return { service: fullService(service), plan: dropIn.plan, graph: made!.graph };
}

/** Throws UsageError for a service of a lean manifest. */
export function fullService(service: Service): FullService {
  const { full } = service;
  if (full !== undefined) return { ...service, full };
  throw new UsageError("this manifest lacks the facts that are needed here", {
    hint: "make it with confined-units manifest --depth full",
  });
}

/** The user named a service that no host confines. */
export function notConfined(name: string, services: readonly ServiceEntry[]): UsageError {
  const names = [...new Set(services.map((service) => service.name))];
  const near = didYouMean(name, names);
  const meant = near === null ? "" : `did you mean ${near}? `;
  return new UsageError(`no confined service is called ${JSON.stringify(name)}`, {
    hint: names.length === 0 ? "no host confines any" : `${meant}there are ${names.slice(0, 20).join(", ")}`,
  });
}
