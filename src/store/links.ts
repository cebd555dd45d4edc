import { lstatSync, realpathSync } from "node:fs";

/** What a plan asks of the store; the shape that src/core/plan.ts defines. */
export interface StoreLinks {
  isSymlink(path: string): boolean;
  resolve(path: string): string | null;
}

/** What `readlink -e` answers with nothing to: a missing part, a loop, a file as a folder, a folder that we may not enter. */
const UNRESOLVABLE = new Set(["ENOENT", "ELOOP", "ENOTDIR", "EACCES", "ENAMETOOLONG"]);

/** Reads links from the file system; each path once, since store paths never change. Other failures than a missing path throw. */
export function storeReader(): StoreLinks {
  const symlinks = new Map<string, boolean>();
  const resolved = new Map<string, string | null>();
  return {
    isSymlink: (path) => remember(symlinks, path, () => lstatSync(path).isSymbolicLink(), false),
    resolve: (path) => remember(resolved, path, () => realpathSync(path), null),
  };
}

function remember<T>(known: Map<string, T>, path: string, read: () => T, unresolvable: T): T {
  const found = known.get(path);
  if (found !== undefined) return found;
  const answer = attempt(read, unresolvable);
  known.set(path, answer);
  return answer;
}

function attempt<T>(read: () => T, unresolvable: T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof Error && "code" in error && UNRESOLVABLE.has(String(error.code))) return unresolvable;
    throw error;
  }
}
