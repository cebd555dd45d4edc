import { mkdirSync, mkdtempSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { UsageError } from "../base/errors.ts";
import { removeOld, replace, requireOurs, type Aside, type Kept, type Watch } from "./replace.ts";

/** A file to write, relative to the directory it belongs to. */
export interface TreeFile {
  path: string;
  content: string;
}

/**
 * Writes a directory whole or not at all: everything goes into a new one beside it, which is then renamed. One that is there is replaced
 * only where all in it is what an earlier run wrote, by its content. It is looked at before, after it was moved aside, and file by file
 * when it is removed; what turns up in between stays, at its place or beside it. `target` is absolute, and its last part is not
 * followed. Throws UsageError where it cannot be written, and where something was kept beside it.
 */
export function writeTree(target: string, files: readonly TreeFile[], watch: Watch = () => {}): void {
  const parent = dirname(target);
  const kept: Kept[] = [];
  let made: string | undefined;
  try {
    requireOurs(target, target);
    watch("looked at", target);
    made = mkdirSync(parent, { recursive: true });
    const scratch = mkdtempSync(join(parent, `.${basename(target)}.new-`));
    const old: Aside[] = [];
    try {
      fill(join(scratch, "tree"), files);
      watch("filled", target);
      replace(join(scratch, "tree"), target, scratch, old, watch);
      watch("placed", target);
    } finally {
      rmSync(join(scratch, "tree"), { recursive: true, force: true });
      kept.push(...removeOld(old, target, scratch, watch));
      removeEmpty(scratch, scratch);
    }
  } catch (cause) {
    if (made !== undefined) removeEmpty(parent, made);
    throw failure(target, cause, kept);
  }
  if (kept.length > 0) throw notRemoved(target, kept);
}

const placesOf = (kept: readonly Kept[]) => kept.map(({ path }) => path).join(" and ");

function failure(target: string, cause: unknown, kept: readonly Kept[]): UsageError {
  if (cause instanceof UsageError && kept.length === 0) return cause;
  const { code, message } = cause as NodeJS.ErrnoException;
  const isMount = code === "EBUSY" || code === "EXDEV";
  const what = isMount ? `it is a mount point, or in use: ${message}` : message;
  if (kept.length > 0)
    return new UsageError(`cannot write ${target}: ${what}; what was there is kept in ${placesOf(kept)}`, {
      cause,
      hint: `somebody else writes to ${target}; move what was kept back to where it belongs`,
    });
  return new UsageError(`cannot write ${target}: ${what}`, {
    cause,
    hint: `nothing was changed; choose another directory with --out${isMount ? ", such as one below it" : ""}`,
  });
}

function notRemoved(target: string, kept: readonly Kept[]): UsageError {
  const why = kept.map((each) => each.why).join("; ");
  return new UsageError(
    `${target} has the new drop-ins, and what was not removed of the old ones (${why}) is kept in ${placesOf(kept)}`,
    { hint: "something writes there while it is replaced; move what was kept back to where it belongs" },
  );
}

/** Removes the directories that were made on the way to `last`, from there up to `first`, where nobody has used them since. */
function removeEmpty(last: string, first: string): void {
  try {
    for (let directory = last; directory.length >= first.length; directory = dirname(directory))
      rmdirSync(directory);
  } catch {
    // It is in use.
  }
}

function fill(directory: string, files: readonly TreeFile[]): void {
  mkdirSync(directory, { mode: 0o755 });
  const made = new Set<string>();
  for (const { path, content } of files) {
    const file = join(directory, path);
    if (!made.has(dirname(file))) made.add(mkdirSync(dirname(file), { recursive: true }) ?? dirname(file));
    writeFileSync(file, content, { flag: "wx" });
  }
}
