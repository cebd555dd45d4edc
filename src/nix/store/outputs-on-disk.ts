import { lstatSync, readFileSync } from "node:fs";
import { derivationOutputs } from "../../store-path/derivation.ts";
import type { Context } from "../../manifest/types.ts";

/**
 * What `realiseContext` gives, without a process: output paths as the derivations say them, where all that the contexts name
 * is in the store. Whether it is whole (a build may have been stopped half-way) only Nix knows, so the caller asks it
 * in the same breath. Null where something is missing, or the paths are not known before the build.
 */
export function outputsOnDisk(contexts: readonly Context[]): Map<string, string> | null {
  const outputs = new Map<string, string>();
  try {
    for (const [path, entry] of contexts.flatMap((context) => Object.entries(context))) {
      // A derivation with all its outputs stands for those of its whole closure, too.
      if (entry.allOutputs === true) return null;
      if (entry.path === true && !isThere(path)) return null;
      const wanted = (entry.outputs ?? []).filter((name) => !outputs.has(`${path}!${name}`));
      if (wanted.length === 0) continue;
      const built = new Map(derivationOutputs(path, readFileSync(path, "utf8")).map((o) => [o.name, o.path]));
      for (const name of wanted) {
        const output = built.get(name) ?? "";
        if (!isThere(output)) return null;
        outputs.set(`${path}!${name}`, output);
      }
    }
  } catch {
    // A store elsewhere, or a derivation that was removed: Nix says what is wrong with it.
    return null;
  }
  return outputs;
}

/** A dangling symlink is there, too: packages may be one. */
const isThere = (path: string) => lstatSync(path, { throwIfNoEntry: false }) !== undefined;
