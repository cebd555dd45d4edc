import { graphOf } from "../../src/store-path/graph.ts";
import { packageClosure } from "../../src/store-path/closure.ts";
import { ManifestError, ServiceError } from "../../src/base/errors.ts";
import { generateDropIns, isFailed } from "../../src/drop-in/generate.ts";
import { decodeManifest } from "../../src/manifest/decode.ts";
import type { Manifest, ServiceEntry } from "../../src/manifest/types.ts";
import { pathSafeName } from "../../src/drop-in/names.ts";
import { rootsFrom, type Roots } from "../../src/drop-in/roots.ts";
import type { Inputs, Result, Status } from "./case.ts";
import { recordedStore } from "./store.ts";
import { dialectFacts } from "../../src/reference/rules.ts";

/** What became of a case here. `content` is there where it was built, `message` where it was refused. */
export interface Outcome extends Pick<Result, "path" | "content"> {
  status: Status;
  message?: string;
}

/**
 * Makes the drop-in of a case from a manifest with its service: decode → dialect → plan → render. `table` says where the
 * closure starts; without it, that is everything recorded.
 */
export function outcomeOf(inputs: Inputs, json: unknown, table?: Roots): Outcome {
  const decoded = attempt(() => decodeManifest(json));
  if (decoded instanceof ManifestError) return { status: "evaluation-error", message: decoded.message };
  if (decoded instanceof ServiceError) throw decoded;
  const { graph, roots, store } = recordedStore(inputs);
  const isRealised = (inputs.closure ?? null) !== null && (inputs.closurePaths ?? null) !== null;
  if (!isRealised && decoded.services.some((service) => isRuled(service, decoded)))
    return { status: "build-error", message: "its packages were not built: it has no closure" };
  const rootsOf = table === undefined ? () => roots : rootsFrom(table, graph);
  const { dropIns, errors } = generateDropIns(decoded, graph, rootsOf, store, { strict: false });
  const [error] = errors;
  if (error !== undefined) return { status: failureOf(decoded), message: error.message };
  const [dropIn] = dropIns;
  if (dropIn === undefined) return { status: "not-confined" };
  return { status: "built", path: dropIn.path, content: dropIn.content };
}

/** What has no rules does not evaluate under the reference; all else it refuses when it builds. */
function failureOf(manifest: Manifest): Status {
  return manifest.services.every((service) => isRuled(service, manifest))
    ? "build-error"
    : "evaluation-error";
}

function isRuled(service: ServiceEntry, manifest: Manifest): boolean {
  return !isFailed(service) && !(attempt(() => dialectFacts(service, manifest)) instanceof Error);
}

function attempt<T>(make: () => T): T | ManifestError | ServiceError {
  try {
    return make();
  } catch (error) {
    if (error instanceof ManifestError || error instanceof ServiceError) return error;
    throw error;
  }
}

/** Where our own reading of a case's inputs differs from the record. */
export function misreadings(inputs: Inputs): string[] {
  const problems: string[] = [];
  const { service, pathSafeName: recordedName = null, rootPaths = null } = inputs;
  if (recordedName !== null && pathSafeName(service) !== recordedName)
    problems.push(`path-safe name: expected ${recordedName}, got ${pathSafeName(service)}`);
  if (rootPaths === null || (inputs.closure ?? null) === null) return problems;
  const { roots, found } = recordedStore(inputs);
  // Without edges, a closure is what the text names and no more.
  const scanned = packageClosure(graphOf(roots.map((path) => [path, []])), roots, rootPaths.content);
  if (scanned.join("\n") !== found.toSorted().join("\n"))
    problems.push(`paths in the text: expected ${found.join(" ")}, got ${scanned.join(" ")}`);
  return problems;
}
