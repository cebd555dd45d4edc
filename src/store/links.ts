import { lstatSync, realpathSync } from "node:fs";
import { ConfinedUnitsError } from "../core/errors.ts";
import type { StoreReader } from "../core/plan.ts";

/** Where `readlink -e` prints nothing: a part is missing, loops, is a file where a folder should be, or is closed to us. */
const UNRESOLVABLE = new Set(["ENOENT", "ELOOP", "ENOTDIR", "EACCES", "ENAMETOOLONG"]);

/**
 * Reads links from the file system, each path once: store paths never change. `resolve` is `readlink -e`: absolute, every
 * part must exist, else null. A relative path resolves to nothing, since there is no folder it could be meant from.
 */
export function storeReader(): StoreReader {
  return {
    isSymlink: remembering((path) => lstatSync(path).isSymbolicLink(), false),
    resolve: remembering((path) => (path.startsWith("/") ? realpathSync.native(path) : null), null),
  };
}

/**
 * The same where nothing keeps the paths of a closure from being deleted, as Nix does for its builds: `isSymlink` throws for one that
 * is not there any more, since nobody knows what it was.
 */
export function unlockedStoreReader(): StoreReader {
  const { isSymlink, resolve } = storeReader();
  const isThere = remembering((path) => lstatSync(path) !== undefined, false);
  return {
    resolve,
    isSymlink(path) {
      if (isThere(path)) return isSymlink(path);
      throw new ConfinedUnitsError("nix", `${path} is not in the store any more`, {
        hint: "it may have been collected as garbage in between; run the command again",
      });
    },
  };
}

function remembering<T>(read: (path: string) => T, otherwise: T): (path: string) => T {
  const known = new Map<string, T>();
  return (path) => {
    const answer = known.has(path) ? known.get(path)! : attempt(() => read(path), otherwise);
    known.set(path, answer);
    return answer;
  };
}

function attempt<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof Error && "code" in error && UNRESOLVABLE.has(String(error.code))) return otherwise;
    throw error;
  }
}
