import { randomUUID } from "node:crypto";
import { mkdirSync, renameSync, rmSync, writeFileSync, type Stats } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { readRegularFile } from "./regular-file.ts";

/** Our directory below XDG_CACHE_HOME (XDG base directory specification): everything in it may be deleted at any time. */
export function cacheDirectory(environment: Readonly<Record<string, string | undefined>>): string {
  const base = environment["XDG_CACHE_HOME"] || join(environment["HOME"] || homedir(), ".cache");
  return join(base, "confined-units");
}

/** No cache of ours comes near it. */
const MAX_BYTES = 16 * 1024 * 1024;

/**
 * The JSON of a cache file, unchecked; undefined where there is none that can be read: no regular file of this user's
 * that nobody else may write to, one that is too large, or cut off. Never waits for another process.
 */
export function readCacheFile(path: string): unknown {
  try {
    const isOwn = ({ uid, mode }: Stats) => uid === process.geteuid?.() && (mode & 0o022) === 0;
    const bytes = readRegularFile(path, MAX_BYTES, isOwn);
    return bytes === null ? undefined : JSON.parse(bytes.toString("utf8"));
  } catch {
    return undefined;
  }
}

/** Writes a cache file whole or not at all. That it cannot be written, on a full or closed disk, is no failure. */
export function writeCacheFile(path: string, content: object): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    // A name that nobody has put a pipe at.
    const partial = `${path}.${randomUUID()}`;
    try {
      writeFileSync(partial, JSON.stringify(content), { flag: "wx", mode: 0o600 });
      renameSync(partial, path);
    } finally {
      rmSync(partial, { force: true });
    }
  } catch {
    // What it would have saved is done again next time.
  }
}
