import type { ClosureGraph } from "../store-path/graph.ts";
import { ServiceError } from "../base/errors.ts";
import type { FailedService, Manifest, Service, ServiceEntry } from "../manifest/types.ts";
import { planService, type PlanOptions, type ServicePlan, type StoreReader, type Warning } from "./plan.ts";
import { renderDropIn } from "./render.ts";
import { dialectFacts } from "../reference/rules.ts";
import { DEFAULT_STRATEGY, needsImage } from "../reference/strategies.ts";

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

export interface GenerateOptions extends PlanOptions {
  /** The images that were built for services with `image` or `overlay` mounts, by service. */
  images?: Readonly<Record<string, string>>;
}

/** All drop-ins of one host: what the command line and the derivation builder share. One bad service stops no other. */
export function generateDropIns(
  manifest: Manifest,
  graph: ClosureGraph,
  rootsOf: RootsOf,
  store: StoreReader,
  options: GenerateOptions,
): Generated {
  const generated: Generated = { dropIns: [], warnings: [], errors: [] };
  for (const service of manifest.services) {
    try {
      const plan = isFailed(service)
        ? notEvaluated(service)
        : planService(service, dialectFacts(service, manifest), graph, rootsOf(service), store, options);
      const image = options.images?.[plan.service] ?? null;
      const isUnbuilt = image === null && needsImage(plan.mounts);
      // The same view, only slower to start: never less.
      const content = renderDropIn(isUnbuilt ? { ...plan, mounts: DEFAULT_STRATEGY } : plan, image);
      generated.dropIns.push({ path: plan.file, content, plan });
      generated.warnings.push(...plan.warnings, ...(isUnbuilt ? [unbuilt(plan)] : []));
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      generated.errors.push(error);
    }
  }
  return generated;
}

function unbuilt({ service, mounts, file }: ServicePlan): Warning {
  const message = `confinement.mounts is ${mounts}, whose image only a build makes: its drop-in has read-only binds here, which show the same`;
  return { code: "image-not-built", service, path: file, message };
}

export function isFailed(entry: ServiceEntry): entry is FailedService {
  return "error" in entry;
}

/** A service that Nix could not evaluate. */
export class ServiceEvaluationError extends ServiceError {
  override readonly code = "service-not-evaluated";
}

function notEvaluated({ name, error }: FailedService): never {
  throw new ServiceEvaluationError(name, error ?? "it does not evaluate, and Nix kept no message");
}
