import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";

/** Our folder below XDG_CACHE_HOME (XDG base directory specification): everything in it may be deleted at any time. */
export function cacheFolder(environment: Readonly<Record<string, string | undefined>>): string {
  const base = environment["XDG_CACHE_HOME"] || join(environment["HOME"] || homedir(), ".cache");
  return join(base, "confined-units");
}

/** The JSON of a cache file, as whoever wrote it left it; undefined where there is none that can be read. */
export function readCacheFile(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}

/** Writes a cache file whole or not at all. That it cannot be written, on a full or closed disk, is no failure. */
export function writeCacheFile(path: string, content: object): void {
  const partial = `${path}.${process.pid}`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    try {
      writeFileSync(partial, JSON.stringify(content));
      renameSync(partial, path);
    } finally {
      rmSync(partial, { force: true });
    }
  } catch {
    // What it would have saved is done again next time.
  }
}
