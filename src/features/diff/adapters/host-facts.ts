import type { HostDropIns } from "../../../cli/drop-ins.ts";
import { isFailed } from "../../../drop-in/generate.ts";
import type { Json, Service } from "../../../manifest/types.ts";
import type { ServiceFacts } from "../diff.ts";

/** The services of an evaluated host, as diff compares them. */
export function factsOf({ manifest, dropIns, graph }: HostDropIns): ServiceFacts[] {
  const services = new Map(manifest.services.map((entry) => [entry.name, entry]));
  return dropIns.map(({ path, content, plan }) => {
    const service = services.get(plan.service);
    const known = service === undefined || isFailed(service) ? null : service;
    return {
      name: plan.service,
      file: path,
      content,
      paths: new Map(plan.binds.map(({ target }) => [target, graph.narSize(target)])),
      settings: known === null ? null : { dialect: plan.dialect, ...settingsOf(known) },
      details: known === null ? null : detailsOf(known),
      unitText: known?.full?.unitText ?? null,
    };
  });
}

/** What any manifest knows of a service, each by its option's name. */
function settingsOf({ confinement, settings }: Service): Record<string, Json> {
  const { mode, fullUnit } = confinement;
  return {
    "confinement.mode": mode,
    "confinement.fullUnit": fullUnit,
    ...named("serviceConfig", { ...settings }),
  };
}

/** What a full manifest knows besides. */
function detailsOf({ full, settings }: Service): Record<string, Json> | null {
  if (full === undefined) return null;
  const known = Object.keys(settings);
  const others = Object.entries(full.serviceConfig ?? {}).filter(([name]) => !known.includes(name));
  return {
    ...(full.path === null ? {} : { path: full.path }),
    ...named("serviceConfig", Object.fromEntries(others)),
    ...named("environment", full.environment ?? {}),
  };
}

function named(prefix: string, values: Record<string, Json>): Record<string, Json> {
  const set = Object.entries(values).filter(([, value]) => value !== null);
  return Object.fromEntries(set.map(([name, value]) => [`${prefix}.${name}`, value]));
}
