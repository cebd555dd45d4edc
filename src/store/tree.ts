import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { UsageError } from "../base/errors.ts";

/** A file to write, relative to the folder it belongs to. */
export interface TreeFile {
  path: string;
  content: string;
}

/**
 * Writes a folder whole or not at all: everything goes into a new folder beside it, which is then renamed. A folder that is
 * already there is replaced only where it holds nothing but drop-ins. `target` is absolute. Throws UsageError where it cannot be written.
 */
export function writeTree(target: string, files: readonly TreeFile[]): void {
  const parent = dirname(target);
  let made: string | undefined;
  try {
    requireReplaceable(target);
    made = mkdirSync(parent, { recursive: true });
    const temporary = mkdtempSync(join(parent, `.${basename(target)}.new-`));
    try {
      fill(join(temporary, "tree"), files);
      swap(join(temporary, "tree"), target, temporary);
    } finally {
      rmSync(temporary, { recursive: true, force: true });
    }
  } catch (cause) {
    if (made !== undefined) removeEmpty(parent, made);
    if (cause instanceof UsageError) throw cause;
    throw new UsageError(`cannot write ${target}: ${(cause as Error).message}`, {
      cause,
      hint: "nothing was changed; choose another folder with --out",
    });
  }
}

/** Takes away the folders that were made on the way to `last`, from there up to `first`, where nobody has used them since. */
function removeEmpty(last: string, first: string): void {
  try {
    for (let folder = last; folder.length >= first.length; folder = dirname(folder)) rmdirSync(folder);
  } catch {
    // It is in use.
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

/** So often others may put a folder of theirs there first. */
const TURNS = 100;

/** Puts a folder in the place of another. Of several runs that do so at once each succeeds, and the last one stays. */
function swap(made: string, target: string, temporary: string): void {
  let old: string | null = null;
  try {
    for (let turn = 0; turn < TURNS; turn++) {
      if (isRenamed(made, target, ["ENOTEMPTY", "EEXIST", "ENOTDIR"])) return;
      requireReplaceable(target);
      const place = join(temporary, `old-${turn}`);
      if (isRenamed(target, place, ["ENOENT"])) old = place;
    }
    throw new Error("others write there again and again");
  } catch (error) {
    if (old !== null) isRenamed(old, target, ["ENOTEMPTY", "EEXIST"]);
    throw error;
  }
}

/** False where it failed for one of these reasons. */
function isRenamed(from: string, to: string, reasons: readonly string[]): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    if (reasons.includes(String((error as NodeJS.ErrnoException).code))) return false;
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
  const foreign = entriesOf(target)
    .map((entry) => ({ entry, path: join(entry.parentPath, entry.name).slice(target.length + 1) }))
    .find(({ entry, path }) => !OURS.test(path) && !(entry.isDirectory() && !path.includes("/")));
  if (foreign !== undefined) {
    throw new UsageError(`${target} holds ${foreign.path}, which is no drop-in, so it is not replaced`, {
      hint: "name a new folder with --out, or empty this one yourself",
    });
  }
}

/** Everything in a folder; nothing where another run has replaced it in the meantime. */
function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}
