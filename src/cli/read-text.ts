import { readFileSync } from "node:fs";
import { UsageError } from "../base/errors.ts";

const REASONS: Record<string, string> = {
  ENOENT: "there is no such file",
  ENOTDIR: "there is no such file",
  EISDIR: "it is a directory",
  EACCES: "reading it is not allowed",
};

/** The text of a file that the command line names. Throws UsageError, in which `what` says what it was to be. */
export function readText(file: string, what: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    const { code = "", message } = cause as NodeJS.ErrnoException;
    throw new UsageError(`cannot read ${what} ${file}: ${REASONS[code] ?? message}`, { cause });
  }
}
