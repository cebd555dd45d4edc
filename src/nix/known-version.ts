import { closeSync, openSync, readSync, realpathSync, statSync } from "node:fs";
import { join } from "node:path";
import { readCacheFile, writeCacheFile } from "../fs/cache-file.ts";
import { parseNixVersion, requireSupported, type NixVersion } from "./version.ts";

/** What a Nix program said when it was asked for its version, and which one that was. */
interface Known {
  program: string;
  printed: string;
}

/**
 * The version of a Nix program that was asked before and is the same still: to ask takes as long as a small evaluation.
 * Null where it has to be asked. Whoever wrote the file may have written another version, so a failure that it could explain is a reason to
 * ask (Nix.byVersion).
 */
export function recallVersion(binary: string, directory: string): NixVersion | null {
  const { program, printed } = Object(readCacheFile(fileIn(directory))) as Partial<Known>;
  if (typeof printed !== "string" || program !== identityOf(binary)) return null;
  try {
    const version = parseNixVersion(printed);
    requireSupported(version);
    return version;
  } catch {
    return null;
  }
}

/** Keeps what a program printed for the next time. */
export function keepVersion(binary: string, directory: string, printed: string): void {
  const program = identityOf(binary);
  if (program !== null) writeCacheFile(fileIn(directory), { program, printed } satisfies Known);
}

const fileIn = (directory: string) => join(directory, "nix-version.json");

const ELF = Buffer.from("\u007fELF");

/** What changes when a program does. Null for a script: which Nix it starts is not to be seen from it. */
function identityOf(binary: string): string | null {
  try {
    const path = realpathSync(binary);
    const start = Buffer.alloc(ELF.length);
    const file = openSync(path, "r");
    try {
      readSync(file, start);
    } finally {
      closeSync(file);
    }
    if (!start.equals(ELF)) return null;
    const { ino, size, mtimeMs, ctimeMs } = statSync(path);
    return [path, ino, size, mtimeMs, ctimeMs].join(" ");
  } catch {
    return null;
  }
}
