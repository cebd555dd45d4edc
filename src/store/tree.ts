import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { UsageError } from "../core/errors.ts";

/** A file to write, relative to the folder it belongs to. */
export interface TreeFile {
  path: string;
  content: string;
}

/**
 * Writes a folder whole or not at all: everything goes into a new folder beside it, which is then renamed. A folder that is
 * already there is replaced only where it holds nothing but drop-ins. Throws UsageError where it cannot be written.
 */
export function writeTree(folder: string, files: readonly TreeFile[]): void {
  const target = resolve(folder);
  try {
    requireReplaceable(target);
    mkdirSync(dirname(target), { recursive: true });
    const temporary = mkdtempSync(join(dirname(target), `.${basename(target)}.new-`));
    try {
      fill(join(temporary, "tree"), files);
      swap(join(temporary, "tree"), target, join(temporary, "old"));
    } finally {
      rmSync(temporary, { recursive: true, force: true });
    }
  } catch (cause) {
    if (cause instanceof UsageError) throw cause;
    throw new UsageError(`cannot write ${folder}: ${(cause as Error).message}`, {
      cause,
      hint: "nothing was changed; choose another folder with --out",
    });
  }
}

function fill(folder: string, files: readonly TreeFile[]): void {
  mkdirSync(folder, { mode: 0o755 });
  const made = new Set<string>();
  for (const { path, content } of files) {
    const file = join(folder, path);
    if (!made.has(dirname(file))) made.add(mkdirSync(dirname(file), { recursive: true }) ?? dirname(file));
    writeFileSync(file, content, { flag: "wx" });
  }
}

function swap(made: string, target: string, old: string): void {
  if (statSync(target, { throwIfNoEntry: false }) === undefined) return renameSync(made, target);
  renameSync(target, old);
  try {
    renameSync(made, target);
  } catch (error) {
    renameSync(old, target);
    throw error;
  }
}

/** What an earlier run wrote: drop-ins and unit files below lib/systemd/system, perhaps in a folder per host. */
const OURS =
  /^(?:[^/]+\/)?lib(?:\/systemd(?:\/system(?:\/[^/]+\.service(?:\.d(?:\/confinement\.conf)?)?)?)?)?$/;

function requireReplaceable(target: string): void {
  const found = statSync(target, { throwIfNoEntry: false });
  if (found === undefined) return;
  if (!found.isDirectory())
    throw new UsageError(`${target} is there and is not a folder`, { hint: "name a folder" });
  const foreign = readdirSync(target, { recursive: true, withFileTypes: true })
    .map((entry) => ({ entry, path: join(entry.parentPath, entry.name).slice(target.length + 1) }))
    .find(({ entry, path }) => !OURS.test(path) && !(entry.isDirectory() && !path.includes("/")));
  if (foreign !== undefined) {
    throw new UsageError(`${target} holds ${foreign.path}, which is no drop-in, so it is not replaced`, {
      hint: "name a new folder with --out, or empty this one yourself",
    });
  }
}
