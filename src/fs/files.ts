import {
  closeSync,
  lstatSync,
  openSync,
  readdirSync,
  readlinkSync,
  readSync,
  fstatSync,
  statSync,
} from "node:fs";
import type { FileFacts, StoreFiles } from "../programs/port.ts";

/** What is not there for us: missing, closed, or no path at all. */
const ABSENT = new Set(
  "ENOENT ENOTDIR ELOOP EACCES EPERM ENAMETOOLONG EISDIR EINVAL ENXIO ERR_INVALID_ARG_VALUE".split(" "),
);

/** One read of a whole file is refused above this: rules look at heads, headers and scripts. */
const MAX_READ = 64 * 1024 * 1024;

/**
 * The machine's own files. What stands under a path and what is in a directory is asked once each: store paths never change. A
 * failure that says something else than "not there", such as an input/output error, is thrown.
 */
export function machineFiles(): StoreFiles {
  return {
    stat: remembering(factsOf),
    list: remembering((path) => readdirSync(path).toSorted()),
    read: (path, offset, length) => orNull(() => bytesOf(path, offset, Math.min(length, MAX_READ))),
  };
}

function factsOf(path: string): FileFacts {
  const facts = lstatSync(path);
  const kind = facts.isFile()
    ? "file"
    : facts.isDirectory()
      ? "directory"
      : facts.isSymbolicLink()
        ? "link"
        : "other";
  return {
    kind,
    size: facts.size,
    mode: facts.mode & 0o7777,
    target: kind === "link" ? readlinkSync(path) : null,
  };
}

function bytesOf(path: string, offset: number, length: number): Uint8Array | null {
  // A pipe or device must not be opened: that could wait, or do something.
  if (!statSync(path).isFile()) return null;
  const file = openSync(path, "r");
  try {
    const { size } = fstatSync(file);
    const bytes = new Uint8Array(Math.max(0, Math.min(length, size - offset)));
    let done = 0;
    while (done < bytes.length) {
      const got = readSync(file, bytes, done, bytes.length - done, offset + done);
      if (got === 0) break;
      done += got;
    }
    return bytes.subarray(0, done);
  } finally {
    closeSync(file);
  }
}

function remembering<T>(read: (path: string) => T): (path: string) => T | null {
  const known = new Map<string, T | null>();
  return (path) => {
    const answer = known.has(path) ? known.get(path)! : orNull(() => read(path));
    known.set(path, answer);
    return answer;
  };
}

function orNull<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof Error && "code" in error && ABSENT.has(String(error.code))) return null;
    throw error;
  }
}
