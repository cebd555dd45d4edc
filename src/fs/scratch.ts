import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { UsageError } from "../base/errors.ts";

/** A temporary directory of one run. */
export interface Scratch {
  path: string;
  /** Writes a new file into it and gives its path. Throws UsageError where it cannot. */
  write(name: string, content: string): string;
  /** Throws UsageError where the file system has less than 64 KiB left for us. */
  requireRoom(): void;
}

const ROOM = 64 * 1024;

/**
 * Has a new temporary directory used, below the one that TMPDIR names, and removes it afterwards. Throws UsageError where there can be
 * none: TMPDIR is missing, no directory, closed to us, or full.
 */
export async function withScratch<T>(use: (scratch: Scratch) => Promise<T>): Promise<T> {
  const parent = resolve(tmpdir());
  const attempt = <R>(act: () => R): R => {
    try {
      return act();
    } catch (cause) {
      throw unusable(parent, cause);
    }
  };
  const path = attempt(() => mkdtempSync(join(parent, "confined-units-")));
  const write = (name: string, content: string) => {
    const file = join(path, name);
    attempt(() => writeFileSync(file, content, { flag: "wx" }));
    return file;
  };
  try {
    return await use({
      path,
      write,
      requireRoom: () => rmSync(write(".room", "x".repeat(ROOM))),
    });
  } finally {
    rmSync(path, { recursive: true, force: true });
  }
}

/**
 * What is wrong with the temporary directory, where a program has failed that printed this: it names the directory, or a full disk. Null
 * where nothing is.
 */
export async function temporaryProblem(printed: string): Promise<UsageError | null> {
  if (!printed.includes(resolve(tmpdir())) && !printed.includes("No space left on device")) return null;
  try {
    await withScratch(async ({ requireRoom }) => requireRoom());
    return null;
  } catch (error) {
    if (error instanceof UsageError) return error;
    throw error;
  }
}

function unusable(parent: string, cause: unknown): UsageError {
  const { code, message } = cause as NodeJS.ErrnoException;
  const isSet = process.env["TMPDIR"] !== undefined;
  return new UsageError(`the temporary directory ${parent} ${problemOf(parent, code, message)}`, {
    cause,
    hint: `${code === "ENOSPC" || code === "EDQUOT" ? "make room in it, or " : ""}${isSet ? "set TMPDIR to" : "name"} another one: TMPDIR=/var/tmp`,
  });
}

function problemOf(parent: string, code: string | undefined, message: string): string {
  switch (code) {
    case "ENOSPC":
    case "EDQUOT":
      return "is full";
    case "ENOTDIR":
      return "is not a directory";
    case "ENOENT":
      // Some file systems, such as that of /proc, say so of what cannot be made in them.
      return existsSync(parent) ? "cannot be written to" : "does not exist";
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return "cannot be written to";
    default:
      return `cannot be used: ${message}`;
  }
}
