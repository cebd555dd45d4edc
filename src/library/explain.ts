import { UsageError } from "../base/errors.ts";
import { outsideOfStore } from "../features/explain/adapters/outside-of-store.ts";
import { explainService, type Explanation } from "../features/explain/groups.ts";
import { reasonsIn, type Reasons } from "../features/explain/reasons.ts";
import { isFailed } from "../drop-in/generate.ts";
import type { ServicePlan } from "../drop-in/plan.ts";
import type { Service } from "../manifest/types.ts";
import type { GeneratedHost } from "./generate.ts";

/** What is in a service's chroot, and by which option: the data of `explain SERVICE --json`. Throws UsageError. */
export function explain(host: GeneratedHost, service: string): Explanation {
  const { entry, plan } = serviceOf(host, service);
  return explainService(entry, plan.dialect, host.graph, insideOf(plan));
}

/**
 * Why a path is in a service's chroot: the data of `explain SERVICE PATH --json`. `path` is a store path, a name with or without its
 * version, or a glob of names. Throws UsageError where nothing in the chroot is called so.
 */
export function explainPath(host: GeneratedHost, service: string, path: string): Reasons {
  const { entry, plan } = serviceOf(host, service);
  const reasons = reasonsIn(entry, host.graph, insideOf(plan), path);
  if (reasons !== null) return reasons;
  throw new UsageError(
    `nothing in the chroot of ${JSON.stringify(service)} is called ${JSON.stringify(path)}`,
    { hint: "explain() lists what is in it" },
  );
}

const insideOf = ({ binds }: ServicePlan) => binds.map(({ target }) => target);

function serviceOf(
  { host, manifest, dropIns, workingTrees }: GeneratedHost,
  name: string,
): { entry: Service; plan: ServicePlan } {
  const entry = manifest.services.find((each) => each.name === name);
  const dropIn = dropIns.find(({ plan }) => plan.service === name);
  if (entry !== undefined && !isFailed(entry) && dropIn !== undefined)
    return { entry: outsideOfStore(entry, workingTrees), plan: dropIn.plan };
  const problem = entry === undefined ? "confines no service called" : "has no drop-in for";
  throw new UsageError(`host ${JSON.stringify(host)} ${problem} ${JSON.stringify(name)}`, {
    hint: entry === undefined ? "manifest.services lists them" : "errors of generate() has the reason",
  });
}
