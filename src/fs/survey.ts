import { lstatSync, readdirSync, type Stats } from "node:fs";
import { join } from "node:path";
import { isDirectoryOfOurs, isFileOfOurs, isTextOfOurs } from "../drop-in/recognise.ts";
import { readRegularFile } from "./regular-file.ts";

/** What stands at the place of an output. Paths are relative to it. */
export type Survey =
  | { kind: "absent" }
  /** Nothing but what `generate` writes. A directory comes before those in it; the first is "", the output itself. */
  | { kind: "ours"; files: string[]; directories: string[] }
  /** `path` is not of `generate`; "": the output itself. `why`: what is said of it after "which". */
  | { kind: "foreign"; path: string; why: string };

/** The drop-in of a closure of half a million store paths. */
const MAX_BYTES = 64 * 1024 * 1024;

/** So often a directory is read again that changes while it is read. */
const TURNS = 100;

/**
 * Looks through a directory and into each of its files; nothing in it is followed or changed. Throws what the system says of a part that
 * cannot be read.
 */
export function survey(top: string): Survey {
  for (let turn = 0; turn < TURNS; turn++) {
    try {
      return walk(top);
    } catch (error) {
      if (!isGone(error)) throw error;
      if (lstatSync(top, { throwIfNoEntry: false }) === undefined) return { kind: "absent" };
    }
  }
  return { kind: "foreign", path: "", why: "changes while it is looked at" };
}

/** What was there a moment ago is not, or is something else. */
function isGone(error: unknown): boolean {
  return ["ENOENT", "ENOTDIR", "ELOOP"].includes(String((error as NodeJS.ErrnoException).code));
}

function walk(top: string): Survey {
  const problem = directoryProblem(lstatSync(top), "");
  if (problem !== null) return { kind: "foreign", path: "", why: problem };
  const files: string[] = [];
  const directories = [""];
  // It grows on the way.
  for (const directory of directories) {
    const names = readdirSync(join(top, directory), { encoding: "buffer" });
    // An empty output has nothing to lose; no run leaves an empty directory in one.
    if (names.length === 0 && directory !== "")
      return { kind: "foreign", path: directory, why: "is an empty directory" };
    for (const bytes of names.toSorted(Buffer.compare)) {
      const name = bytes.toString("utf8");
      const path = directory === "" ? name : `${directory}/${name}`;
      if (!Buffer.from(name).equals(bytes))
        return { kind: "foreign", path, why: "has a name that is not UTF-8" };
      const status = lstatSync(join(top, path));
      const isDirectory = status.isDirectory();
      const why = isDirectory ? directoryProblem(status, path) : fileProblem(status, join(top, path), path);
      if (why !== null) return { kind: "foreign", path, why };
      (isDirectory ? directories : files).push(path);
    }
  }
  return { kind: "ours", files, directories };
}

function directoryProblem(status: Stats, path: string): string | null {
  if (status.isSymbolicLink()) return "is a symlink";
  if (!status.isDirectory()) return "is not a directory";
  return path === "" || isDirectoryOfOurs(path) ? null : "generate did not make";
}

/** Why a file is not one that `generate` wrote; null: it is. */
export function fileProblem(status: Stats, file: string, path: string): string | null {
  if (status.isSymbolicLink()) return "is a symlink";
  if (!status.isFile()) return "is not a regular file";
  if (!isFileOfOurs(path)) return "generate did not write";
  const bytes = readRegularFile(file, MAX_BYTES);
  const isOurs = bytes !== null && isTextOfOurs(bytes.toString("latin1"));
  return isOurs ? null : "generate did not write, or which was edited since";
}
