import { lstatSync, realpathSync } from "node:fs";
import { ConfinedUnitsError } from "../base/errors.ts";
import type { StoreReader } from "../core/plan.ts";

/** Where `readlink -e` prints nothing: a part is missing, loops, is a file where a folder should be, or is closed to us. */
const UNRESOLVABLE = new Set(["ENOENT", "ELOOP", "ENOTDIR", "EACCES", "ENAMETOOLONG"]);

/**
 * Reads links from the file system, each path once: store paths never change. `resolve` is `readlink -e`: absolute, every
 * part must exist, else null. A relative path resolves to nothing, since there is no folder it could be meant from.
 */
export function storeReader(): StoreReader {
  return readerWith(() => false);
}

/**
 * The same where nothing keeps the paths of a closure from being deleted, as Nix does for its builds: `isSymlink` throws for one that
 * is not there any more, since nobody knows what it was.
 */
export function unlockedStoreReader(): StoreReader {
  return readerWith((path) => {
    throw new ConfinedUnitsError("store-unreadable", `${path} is not in the store any more`, {
      hint: "it may have been collected as garbage in between; run the command again",
    });
  });
}

function readerWith(isMissingSymlink: (path: string) => boolean): StoreReader {
  return {
    isSymlink: remembering((path) => lstatSync(path).isSymbolicLink(), isMissingSymlink),
    resolve: remembering(
      (path) => (path.startsWith("/") ? realpathSync.native(path) : null),
      () => null,
    ),
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

/** What is read, or undefined where the path leads nowhere. */
function attempt<T>(read: (path: string) => T, path: string): T | undefined {
  try {
    return read(path);
  } catch (error) {
    if (error instanceof Error && "code" in error && UNRESOLVABLE.has(String(error.code))) return undefined;
    throw error;
  }
}
