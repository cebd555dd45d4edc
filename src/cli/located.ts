import { placesOf, writtenOption } from "../service/sources.ts";
import { bestPlace } from "../service/best-place.ts";
import type { Service } from "../manifest/types.ts";
import type { Finding } from "../diagnostics/finding.ts";
import type { Sources } from "../nix-source/sources.ts";

/** The same finding with its line in the Nix file, where the host says which. */
export function located<F extends Pick<Finding, "option" | "target" | "place">>(
  finding: F,
  service: Service,
  sources: Sources,
): F {
  const { option, target } = finding;
  const definitions = service.full?.definitions ?? [];
  const best = bestPlace(definitions, writtenOption(service, option), target, sources.locate);
  if (best !== null) return { ...finding, place: best.place };
  const [definition] = placesOf(service, option);
  return definition === undefined ? finding : { ...finding, place: sources.locate(definition, target).place };
}
