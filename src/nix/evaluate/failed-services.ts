import { USUAL_DIALECT } from "../../reference/dialects.ts";
import type { FailedService, Manifest } from "../../manifest/types.ts";
import { attempt } from "./attempt.ts";
import { bisectFailures } from "./bisect.ts";
import type { NixError } from "../errors/errors.ts";
import type { ManifestArguments } from "./host-function.ts";
import type { Hosts } from "./hosts.ts";

/**
 * The manifest of a host whose evaluation fails: by bisecting over its services, with those that fail as FailedService.
 * Throws NixError where the host fails without any service.
 */
export async function findFailedServices(
  hosts: Hosts,
  host: string,
  args: ManifestArguments,
): Promise<Manifest> {
  const bare = await attempt(() => hosts.base(host, args));
  if ("failure" in bare) throw await explainHost(hosts, host, args, bare.failure);
  const { base, names } = bare.value;
  const { only } = args;
  const chosen = only === undefined || only === null ? names : names.filter((name) => only.includes(name));
  const read = (part: readonly string[]) => attempt(() => hosts.readOne(host, { ...args, only: part }));
  const { values, failures } = await bisectFailures(chosen, read, true);
  return mergeManifests([base, ...values], failedServices(failures));
}

/** Where the host evaluates once its reference is left alone, the way out is to declare the dialect. */
async function explainHost(
  hosts: Hosts,
  host: string,
  args: ManifestArguments,
  failure: NixError,
): Promise<NixError> {
  if (args.dialect !== undefined && args.dialect !== null) return failure;
  // Any dialect will do to leave systemd.packages alone.
  const declared = await attempt(() => hosts.base(host, { ...args, dialect: USUAL_DIALECT }));
  if ("failure" in declared) return failure;
  return failure.withHint(
    "the host's systemd.packages do not evaluate; with its rules declared by --dialect they are not needed",
  );
}

/** One manifest of parts of the same host, with more services that failed; a later entry replaces an earlier one of its name. */
export function mergeManifests(
  parts: readonly [Manifest, ...Manifest[]],
  failed: readonly FailedService[],
): Manifest {
  const services = new Map(
    [...parts.flatMap((part) => part.services), ...failed].map((entry) => [entry.name, entry]),
  );
  return {
    ...parts[0],
    scripts: Object.assign({}, ...parts.map((part) => part.scripts)) as Manifest["scripts"],
    services: [...services.values()].toSorted((a, b) =>
      Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)),
    ),
  };
}

/** What Nix says of each service, in one line with the place. */
export function failedServices(failures: ReadonlyMap<string, NixError>): FailedService[] {
  return [...failures].map(([name, { message, location }]) => ({
    name,
    error:
      location === undefined ? message : `${message} (${location.file}:${location.line}:${location.column})`,
  }));
}
