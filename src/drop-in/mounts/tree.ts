import { storeDirOf } from "../../store-path/store-path.ts";
import { baseName } from "../../base/paths.ts";
import { directory, type Directory, type ImageNode } from "../erofs/node.ts";
import type { Bind } from "../plan.ts";

/** Reads everything at a path; symlinks are kept. */
export type ReadTree = (path: string) => ImageNode;

/** What is below a path may be left alone: only its kind is asked for. */
export type IsDirectory = (path: string) => boolean;

/** What is at a name: the target of a symlink, as a bind would show it; the symlink itself where it is dangling. */
const shown = ({ source, target }: Bind) => (source === null || source === "" ? target : source);

/** `image`: a store that holds a copy of what is bound and nothing else. */
export function closureTree(binds: readonly Bind[], read: ReadTree): Directory {
  return directory(binds.map((bind) => [baseName(bind.target), read(shown(bind))]));
}

/**
 * `overlay`: below `view`, a name for each bind. A directory of the store is a redirect; a file is small as a rule, and copied. What
 * the store has under `view` is hidden by the mark `opaque`.
 */
export function overlayTree(binds: readonly Bind[], read: ReadTree, isDirectory: IsDirectory): Directory {
  const storeDir = `${storeDirOf(binds.map(({ target }) => target))}/`;
  const names = binds.map((bind): [string, ImageNode] => {
    const path = shown(bind);
    const isRedirect = path.startsWith(storeDir) && isDirectory(path);
    const redirect = { "overlay.redirect": `/${path.slice(storeDir.length)}` };
    return [baseName(bind.target), isRedirect ? directory([], redirect) : read(path)];
  });
  return directory([["view", directory(names, { "overlay.opaque": "y" })]]);
}
