import { isDerivation, nameOf } from "../../../store-path/store-path.ts";
import type { Unit } from "../../../service/unit.ts";
import { manual, safe, type Proposal } from "../../../diagnostics/fix.ts";
import type { Edit } from "../../../diagnostics/edit.ts";

/**
 * Whether Nix knows that the texts of the service refer to a store path, so that it is added with them: one without string
 * context, such as a path that was written as text, is not. Outputs are known by their names.
 */
export function hasContext({ context }: Pick<Unit, "context">, storePath: string): boolean {
  if (context === null) return true;
  const name = nameOf(storePath);
  return Object.entries(context).some(([path, { outputs = [], allOutputs = false }]) => {
    if (path === storePath) return true;
    if (!isDerivation(path)) return false;
    const base = nameOf(path).slice(0, -".drv".length);
    if (allOutputs && name.startsWith(base)) return true;
    return outputs.some((output) => name === (output === "out" ? base : `${base}-${output}`));
  });
}

/** Adds a store path to the chroot with the text that refers to it, where that is enough. */
export function fixForStorePath(unit: Unit, storePath: string, edit: Edit): Proposal {
  return hasContext(unit, storePath)
    ? safe(edit)
    : manual(`add ${nameOf(storePath)} to the chroot`, "confinement.packages = [ pkgs.… ];");
}
