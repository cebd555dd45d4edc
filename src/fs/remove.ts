import { linkSync, lstatSync, mkdtempSync, renameSync, rmdirSync, unlinkSync } from "node:fs";
import { basename, join } from "node:path";
import { fileProblem } from "./survey.ts";

/** What `survey` found in a directory that holds nothing but drop-ins. */
export interface Found {
  files: readonly string[];
  directories: readonly string[];
}

/**
 * Removes what was found in a directory, and nothing else: somebody may hold it open and write into it at any moment. Each file is moved
 * to `aside` first, a path that nobody else knows, looked at there, and only then unlinked. Null where all is gone; else why the
 * directory stays, with what is not ours in it and all that was not removed before it.
 */
export function removeFound(top: string, { files, directories }: Found, aside: string): string | null {
  try {
    for (const path of files) {
      if (!isThere(() => renameSync(join(top, path), aside))) continue;
      const why = problemOf(aside, path);
      if (why !== null) {
        putBack(aside, top, path);
        return `${path} ${why}`;
      }
      unlinkSync(aside);
    }
    // One that is not empty has what was not there before.
    for (const path of directories.toReversed()) isThere(() => rmdirSync(join(top, path)));
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

function problemOf(file: string, path: string): string | null {
  try {
    return fileProblem(lstatSync(file), file, path);
  } catch (error) {
    return `cannot be looked at: ${(error as Error).message}`;
  }
}

/** Never over what somebody has put in its place since. */
function putBack(file: string, top: string, path: string): void {
  try {
    linkSync(file, join(top, path));
    unlinkSync(file);
  } catch {
    renameSync(file, join(mkdtempSync(join(top, "kept-")), basename(path)));
  }
}

/** False where somebody else has removed it. */
function isThere(act: () => void): boolean {
  try {
    act();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
    throw error;
  }
}
