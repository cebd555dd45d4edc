import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { DropInFile } from "../drop-in/compare/drop-in.ts";

/** All files of an output with drop-ins, by path. Throws where the output is not there. */
export function readDropIns(output: string): DropInFile[] {
  return readdirSync(output, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
    .map((file) => ({ path: file.slice(output.length + 1), content: readFileSync(file, "utf8") }));
}
