import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeFileSync } from "node:fs";
import { UsageError } from "../../../../src/base/errors.ts";
import { renderDropIn } from "../../../../src/drop-in/render.ts";
import type { TreeFile } from "../../../../src/fs/tree.ts";
import { storePath } from "../../../support/services.ts";

/** A directory for a test file, removed at the end. */
export function scratchDirectory(): string {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), "confined-units-tree-")));
  process.once("exit", () => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

export const UNITS = "lib/systemd/system";

/** A drop-in as `generate` writes it, of a service that binds the `n`th store path. */
export function dropIn(service: string, n: number): TreeFile {
  const binds = [{ source: null, target: storePath(n) }];
  return {
    path: `${UNITS}/${service}.service.d/confinement.conf`,
    content: renderDropIn({ binSh: null, inaccessible: [], binds }),
  };
}

/** Writes these files below a directory, over what is there. */
export function put(directory: string, files: readonly TreeFile[]): void {
  for (const { path, content } of files) {
    mkdirSync(join(directory, path, ".."), { recursive: true });
    writeFileSync(join(directory, path), content);
  }
}

/** All below a directory, by relative path: the content of files, `-> TARGET` of symlinks, `/` of directories. */
export function contentOf(directory: string): Record<string, string> {
  const found: [string, string][] = [];
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    const path = file.slice(directory.length + 1);
    if (entry.isDirectory()) found.push([path, "/"]);
    else if (entry.isSymbolicLink()) found.push([path, `-> ${readlinkSync(file)}`]);
    else found.push([path, entry.isFile() ? readFileSync(file, "utf8") : "special"]);
  }
  return Object.fromEntries(found.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** The same of files alone. */
export function filesOf(directory: string): TreeFile[] {
  return Object.entries(contentOf(directory)).flatMap(([path, content]) =>
    content === "/" ? [] : [{ path, content }],
  );
}

/** The failure that the user would see; null: there was none. */
export function failureOf(act: () => void): UsageError | null {
  try {
    act();
    return null;
  } catch (error) {
    if (error instanceof UsageError) return error;
    throw error;
  }
}
