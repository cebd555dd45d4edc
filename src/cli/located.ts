import type { Finding } from "../core/audit/finding.ts";
import { placesOf } from "../core/explain/sources.ts";
import type { Service } from "../core/manifest/types.ts";
import type { openSources } from "../source/sources.ts";

/** The same finding with its line in the Nix file, where the host says which. */
export function located<F extends Pick<Finding, "option" | "target" | "place">>(
  finding: F,
  service: Service,
  sources: Awaited<ReturnType<typeof openSources>>,
): F {
  const [definition] = placesOf(service, finding.option);
  return definition === undefined
    ? finding
    : { ...finding, place: sources.locate(definition, finding.target).place };
}
