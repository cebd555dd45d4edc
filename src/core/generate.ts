import type { Graph } from "./closure.ts";
import { dialectFacts } from "./dialect/facts.ts";
import { ServiceError } from "./errors.ts";
import type { FailedService, Manifest, Service, ServiceEntry } from "./manifest/types.ts";
import { planService, type PlanOptions, type ServicePlan, type StoreReader, type Warning } from "./plan.ts";
import { renderDropIn } from "./render.ts";

/** One file of the output. */
export interface DropIn {
  /** Relative to the output, such as `lib/systemd/system/web.service.d/confinement.conf`. */
  path: string;
  content: string;
  plan: ServicePlan;
}

export interface Generated {
  dropIns: DropIn[];
  warnings: Warning[];
  /** Services without a drop-in: those that did not evaluate, and those that were refused. */
  errors: ServiceError[];
}

/** The store paths that a service's string context names. */
export type RootsOf = (service: Service) => Iterable<string>;

/** All drop-ins of one host: what the command line and the derivation builder share. One bad service stops no other. */
export function generateDropIns(
  manifest: Manifest,
  graph: Graph,
  rootsOf: RootsOf,
  store: StoreReader,
  options: PlanOptions,
): Generated {
  const generated: Generated = { dropIns: [], warnings: [], errors: [] };
  for (const service of manifest.services) {
    try {
      const plan = isFailed(service)
        ? notEvaluated(service)
        : planService(service, dialectFacts(service, manifest), graph, rootsOf(service), store, options);
      generated.dropIns.push({ path: plan.file, content: renderDropIn(plan), plan });
      generated.warnings.push(...plan.warnings);
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      generated.errors.push(error);
    }
  }
  return generated;
}

export function isFailed(entry: ServiceEntry): entry is FailedService {
  return "error" in entry;
}

/** A service that Nix could not evaluate. */
export class ServiceEvaluationError extends ServiceError {
  override readonly kind = "nix";
}

function notEvaluated({ name, error }: FailedService): never {
  throw new ServiceEvaluationError(name, error ?? "it does not evaluate, and Nix kept no message");
}
