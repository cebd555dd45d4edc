import { placesOf, writtenOption } from "../service/sources.ts";
import { bestPlace } from "../service/best-place.ts";
import type { Service } from "../manifest/types.ts";
import type { Finding } from "../diagnostics/finding.ts";
import type { Sources } from "../nix-source/sources.ts";

/** The same finding with its line in the Nix file, where the host says which. */
export async function located<F extends Pick<Finding, "option" | "target" | "place">>(
  finding: F,
  service: Service,
  sources: Sources,
): Promise<F> {
  const { option, target } = finding;
  const definitions = service.full?.definitions ?? [];
  const best = await bestPlace(definitions, writtenOption(service, option), target, sources.locate);
  if (best !== null) return { ...finding, place: best.place };
  const [definition] = placesOf(service, option);
  if (definition === undefined) return finding;
  const { place } = await sources.locate(definition, target);
  return { ...finding, place };
}
