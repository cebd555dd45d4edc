import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

/** The files of a directory, by path below it. */
export function readTree(directory: string): Record<string, string> {
  const files = readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(files.map((file) => [relative(directory, file), readFileSync(file, "utf8")]));
}
