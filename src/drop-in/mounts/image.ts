import { STRATEGIES, type MountStrategy } from "../../reference/strategies.ts";
import type { Directory } from "../erofs/node.ts";
import type { Bind } from "../plan.ts";
import { overlayUnits } from "./overlay.ts";
import { closureTree, overlayTree, type IsDirectory, type ReadTree } from "./tree.ts";
import { storeDirOf } from "../../store-path/store-path.ts";

type Kind = NonNullable<(typeof STRATEGIES)[MountStrategy]["image"]>;

/** What a kind of image holds, and the units that its drop-in needs beside itself. */
interface ImageRecipe {
  tree(binds: readonly Bind[], read: ReadTree, isDirectory: IsDirectory): Directory;
  units(image: string, storeDir: string): { path: string; content: string }[];
}

const RECIPES: Record<Kind, ImageRecipe> = {
  copies: { tree: closureTree, units: () => [] },
  names: { tree: overlayTree, units: overlayUnits },
};

/** The tree of the image that a strategy mounts. Throws TypeError for one that mounts none. */
export function imageTree(
  { service, mounts, binds }: { service: string; mounts: MountStrategy; binds: readonly Bind[] },
  read: ReadTree,
  isDirectory: IsDirectory,
): Directory {
  const kind = STRATEGIES[mounts].image;
  if (kind === null) throw new TypeError(`${service} has mounts = ${mounts}, which needs no image`);
  return RECIPES[kind].tree(binds, read, isDirectory);
}

/** The units that a service's drop-in needs beside itself; `image` is the store path of what it mounts, where it mounts one. */
export function mountUnits(
  { mounts, binds }: { mounts: MountStrategy; binds: readonly Bind[] },
  image: string | undefined,
): { path: string; content: string }[] {
  const kind = STRATEGIES[mounts].image;
  return kind === null || image === undefined
    ? []
    : RECIPES[kind].units(image, storeDirOf(binds.map(({ target }) => target)));
}
