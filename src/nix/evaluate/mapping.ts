import { withoutEnd } from "../../base/ends.ts";

/** A flake's source as Nix copied it, and the directory it was copied from. */
export interface SourceMapping {
  /** Such as `/nix/store/…-source`, from `nix flake metadata` (src/nix/evaluate/working-tree.ts). */
  storePath: string;
  /** May be relative to the current directory; "" is that itself. */
  workingTree: string;
}

/** The file in the working tree for one in the store, and any other file as it is; the longest mapping holds. */
export function inWorkingTree(file: string, mappings: readonly SourceMapping[]): string {
  const [best] = mappings
    .filter(({ storePath }) => file === storePath || file.startsWith(`${storePath}/`))
    .toSorted((one, other) => other.storePath.length - one.storePath.length);
  if (best === undefined) return file;
  const below = file.slice(best.storePath.length);
  return best.workingTree === "" ? below.slice(1) : withoutEnd(best.workingTree, "/") + below;
}
