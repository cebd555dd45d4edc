import { chmodSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** One file of a build; `path` is absolute. */
export interface BuiltFile {
  path: string;
  contents: Uint8Array | string;
  executable: boolean;
}

/**
 * Makes `directory` hold these files and, its directory `keep` aside, no others. Each file is replaced in one step and the old ones go
 * last, so that a program that starts from the directory in the meantime finds the old build or the new one.
 */
export function replaceFiles(
  directory: string,
  files: readonly BuiltFile[],
  { keep }: { keep: string },
): void {
  for (const file of files) {
    mkdirSync(dirname(file.path), { recursive: true });
    const partial = `${file.path}.${process.pid}.partial`;
    writeFileSync(partial, file.contents);
    if (file.executable) chmodSync(partial, 0o755);
    renameSync(partial, file.path);
  }
  const wanted = new Set(files.map((file) => file.path));
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const kept = path.startsWith(join(directory, keep, "/"));
    if (entry.isFile() && !wanted.has(path) && !kept && !path.endsWith(".partial"))
      rmSync(path, { force: true });
  }
}
