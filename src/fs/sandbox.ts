import { lstatSync, readlinkSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import type { StoreReader } from "../drop-in/plan.ts";

/**
 * Whether this process sees the whole store. Nix keeps the directory `.links` beside the store paths, and shows a build in a
 * sandbox nothing but its inputs.
 */
export function seesWholeStore(storeDir: string): boolean {
  return lstatSync(join(storeDir, ".links"), { throwIfNoEntry: false }) !== undefined;
}

/**
 * A reader whose `within` is true to its name: what a build with these inputs does not see is not there, although another
 * service of the host shows it to this one.
 */
export function sandboxedReader(reader: StoreReader, storeDir: string): StoreReader {
  const within = (paths: ReadonlySet<string>): StoreReader => {
    const isSeen = (path: string) => {
      const storePath = storePathOf(path, storeDir);
      return storePath === null || paths.has(storePath);
    };
    return {
      isSymlink: (path) => isSeen(path) && reader.isSymlink(path),
      resolve: (path) => (placesOnTheWay(path).every(isSeen) ? reader.resolve(path) : null),
      isTooLong: (path) => placesOnTheWay(path).every(isSeen) && reader.isTooLong?.(path) === true,
    };
  };
  return { ...reader, within };
}

/** The store path that a path lies in; null outside of the store. */
function storePathOf(path: string, storeDir: string): string | null {
  const prefix = `${storeDir}${sep}`;
  if (!path.startsWith(prefix)) return null;
  return prefix + path.slice(prefix.length).split(sep)[0]!;
}

/** `readlink -e` follows more than the kernel does; a circle has to end somewhere. */
const MAX_SYMLINKS = 10_000;

/** All places that the kernel passes when it resolves an absolute path: directories, symlinks, and the end. */
function placesOnTheWay(path: string): string[] {
  const places: string[] = [];
  const names = path.split(sep);
  let place = "";
  let symlinks = 0;
  for (let name = names.shift(); name !== undefined; name = names.shift()) {
    if (name === "" || name === ".") continue;
    const next = name === ".." ? dirname(place || sep) : `${place}${sep}${name}`;
    places.push(next);
    const target = targetOf(next);
    if (target === null) place = next === sep ? "" : next;
    else if (++symlinks > MAX_SYMLINKS) break;
    else {
      names.unshift(...target.split(sep));
      if (target.startsWith(sep)) place = "";
    }
  }
  return places;
}

/** Null for what is no symlink, or not there. */
function targetOf(path: string): string | null {
  try {
    return lstatSync(path).isSymbolicLink() ? readlinkSync(path) : null;
  } catch {
    return null;
  }
}
