import { ServiceError } from "../../../base/errors.ts";
import { buildReferences } from "./reference.ts";
import { comparableServices, driftsOf } from "../../../drop-in/compare/check.ts";
import { compareDropIns } from "../../../drop-in/compare/drop-in.ts";
import type { Manifest } from "../../../manifest/types.ts";
import type { Nix } from "../../../nix/nix.ts";
import type { HostCheck } from "../host-check.ts";
import { makeDropIns } from "../../../cli/drop-ins.ts";

/**
 * Compares a host's drop-ins with what the reference builds for it. Where the reference follows rules that are not known,
 * nothing is built. Throws NixError where a package does not build.
 */
export async function checkHost(
  nix: Nix,
  host: { host: string; manifest: Manifest },
  { anyScript }: { anyScript: boolean },
): Promise<HostCheck> {
  const drifts = anyScript ? [] : driftsOf(host.manifest);
  if (drifts.length > 0) return { same: [], differences: [], errors: drifts };
  const [made] = await makeDropIns(nix, [host], { strict: false });
  const { dropIns, errors: refused } = made!;
  const { comparable, errors } = comparableServices(host.manifest);
  const check: HostCheck = { same: [], differences: [], errors };
  const references = comparable.map(({ service, ...drv }) => ({ service: service.name, ...drv }));
  for (const reference of references.length === 0 ? [] : await buildReferences(nix, references)) {
    const { service } = reference;
    const ours = dropIns.filter(({ plan }) => plan.service === service);
    const refusal = refused.find((error) => error.service === service);
    if ("error" in reference) {
      if (refusal !== undefined) check.same.push(service);
      else check.errors.push(reference.error);
      continue;
    }
    if (refusal !== undefined) {
      check.errors.push(refusal);
      continue;
    }
    const difference = compareDropIns(service, reference.files, ours);
    if (difference === null) check.same.push(service);
    else check.differences.push(difference);
  }
  const compared = new Set(references.map(({ service }) => service));
  const known = new Set(check.errors.map((error) => (error instanceof ServiceError ? error.service : null)));
  check.errors.push(...refused.filter(({ service }) => !compared.has(service) && !known.has(service)));
  return check;
}
