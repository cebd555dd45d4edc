import { lstatSync } from "node:fs";
import { ConfinedUnitsError } from "../base/errors.ts";
import type { StoreReader } from "../drop-in/plan.ts";
import type { StoreFiles } from "../programs/port.ts";
import { walk } from "../programs/walk.ts";
import { ownerOf } from "../store-path/store-path.ts";
import { readlink, type Resolved } from "./readlink.ts";

/** Where `readlink -e` prints nothing: a part is missing, loops, is a file where a directory should be, or is closed to us. */
const UNRESOLVABLE = new Set(["ENOENT", "ELOOP", "ENOTDIR", "EACCES", "ENAMETOOLONG"]);

/**
 * Reads symlinks from the file system, each path once: store paths never change. `isSymlink` throws for a path that is not there: it may
 * have been deleted behind Nix's back, or as garbage, and nobody knows what it was. `resolve` is `readlink -e`: absolute, every part
 * must exist, else null. A relative path resolves to nothing, since there is no directory it could be meant from.
 */
export function storeReader(): StoreReader {
  const isSymlink = remembering(
    (path) => lstatSync(path).isSymbolicLink(),
    (path): boolean => {
      throw new ConfinedUnitsError("store-unreadable", `${path} is not in the store any more`, {
        hint: "it may have been collected as garbage in between; run the command again",
      });
    },
  );
  const resolved = remembering(
    (path): Resolved | null => (path.startsWith("/") ? readlink(path) : null),
    () => null,
  );
  return {
    isSymlink,
    resolve: (path) => resolved(path)?.path ?? null,
    isTooLong: (path) => resolved(path)?.isTooLong === true,
  };
}

/**
 * A reader for which nothing is there but the store, as in the sandbox of a build: a symlink of the store that leads out of it has no
 * target, whatever this machine has there. A path that is itself of the host stands for itself.
 */
export function storeOnlyReader(files: Pick<StoreFiles, "stat">): StoreReader {
  const reader = storeReader();
  const isOfStore = (path: string) => ownerOf(path) !== null;
  return {
    isSymlink: reader.isSymlink,
    resolve(path) {
      if (!isOfStore(path)) return path;
      return walk(path, files, isOfStore).outcome === "outside" ? null : reader.resolve(path);
    },
    isTooLong: (path) => isOfStore(path) && reader.isTooLong?.(path) === true,
  };
}

function remembering<T>(read: (path: string) => T, otherwise: (path: string) => T): (path: string) => T {
  const known = new Map<string, T>();
  return (path) => {
    let answer = known.get(path);
    if (answer === undefined) known.set(path, (answer = attempt(read, path) ?? otherwise(path)));
    return answer;
  };
}

/** What is read, or undefined where the path does not exist. */
function attempt<T>(read: (path: string) => T, path: string): T | undefined {
  try {
    return read(path);
  } catch (error) {
    if (error instanceof Error && "code" in error && UNRESOLVABLE.has(String(error.code))) return undefined;
    throw error;
  }
}
