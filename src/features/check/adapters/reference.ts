import { ConfinedUnitsError, ServiceError } from "../../../base/errors.ts";
import type { DropInFile } from "../../../drop-in/compare/drop-in.ts";
import { isCausedByInput } from "../../../nix/errors/errors.ts";
import type { Nix } from "../../../nix/nix.ts";
import { realiseContext } from "../../../nix/store/realise.ts";
import { readDropIns } from "../../../fs/read-drop-ins.ts";

/** One service's reference: the derivation of its drop-in. */
export interface ServiceReference {
  service: string;
  drvPath: string;
  path: string;
}

/** What the reference built for a service; an error where it does not build. */
export type BuiltReference = { service: string } & ({ files: DropInFile[] } | { error: ServiceError });

/** Builds the reference's drop-ins, all at once; one by one where they fail together, so that each failure has a name. */
export async function buildReferences(
  nix: Nix,
  references: readonly ServiceReference[],
): Promise<BuiltReference[]> {
  try {
    await realise(nix, references);
    return references.map(({ service, path }) => ({ service, files: readDropIns(path) }));
  } catch (cause) {
    if (!(cause instanceof ConfinedUnitsError) || !isCausedByInput(cause)) throw cause;
    const [only] = references;
    if (references.length === 1 && only !== undefined) {
      const problem = `nixpkgs' own drop-in does not build: ${cause.message}`;
      return [{ service: only.service, error: new ServiceError(only.service, problem, { cause }) }];
    }
  }
  const built: BuiltReference[] = [];
  for (const reference of references) built.push(...(await buildReferences(nix, [reference])));
  return built;
}

async function realise(nix: Nix, references: readonly ServiceReference[]): Promise<void> {
  const context = Object.fromEntries(references.map(({ drvPath }) => [drvPath, { outputs: ["out"] }]));
  await realiseContext(nix, [context]);
}
