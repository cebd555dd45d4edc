import { mkdtempSync, renameSync, rmdirSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "../base/errors.ts";
import { removeFound, type Found } from "./remove.ts";
import { survey } from "./survey.ts";

/** A moment at which others may have written into a directory. */
export type Step = "looked at" | "filled" | "moved aside" | "looked at again" | "placed" | "removing";

/** Called at each step with the directory that is dealt with; for tests. What it throws is a failure at that step. */
export type Watch = (step: Step, path: string) => void;

/** A directory that was moved aside, with what is in it; null: it is not known to be ours, or not to be replaced, and stays. */
export interface Aside {
  path: string;
  found: Found | null;
}

/** What stands at the place of an output. Throws UsageError where it may not be replaced. */
export function requireOurs(path: string, target: string): Found {
  const found = survey(path);
  if (found.kind === "absent") return { files: [], directories: [] };
  if (found.kind === "ours") return found;
  const what = found.path === "" ? found.why : `holds ${found.path}, which ${found.why}`;
  const also = found.path === "" ? "" : ", or empty this one yourself";
  throw new UsageError(`${target} ${what}, so it is not replaced`, {
    hint: `name a new directory with --out${also}`,
  });
}

/** So often others may put a directory of theirs there first. */
const TURNS = 100;

/**
 * Puts the directory `made` in the place of `target`; what was there is moved into `scratch` and is one of `old` then. Of several runs
 * that do so at once each succeeds, and the last one stays. After a failure what was there is there again, where others let it.
 */
export function replace(made: string, target: string, scratch: string, old: Aside[], watch: Watch): void {
  try {
    for (let turn = 0; turn < TURNS; turn++) {
      // Over an empty directory, too.
      if (isRenamed(made, target, ["ENOTEMPTY", "EEXIST", "ENOTDIR"])) return;
      requireOurs(target, target);
      const path = join(scratch, `old-${turn}`);
      if (!isRenamed(target, path, ["ENOENT"])) continue;
      const aside: Aside = { path, found: null };
      old.push(aside);
      watch("moved aside", path);
      aside.found = requireOurs(path, target);
      watch("looked at again", path);
    }
    throw new Error("others write there again and again");
  } catch (error) {
    restore(target, old);
    throw error;
  }
}

function restore(target: string, old: Aside[]): void {
  const last = old.at(-1);
  if (last === undefined) return;
  try {
    renameSync(last.path, target);
    old.pop();
  } catch {
    // Somebody has another one there by now.
    last.found = null;
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

/** A directory that was moved aside and stays there; `why` is null where it could not be put back. */
export interface Kept {
  path: string;
  why: string | null;
}

/** Removes what was moved into `scratch`, and gives what was not to be removed another place beside `target`. */
export function removeOld(old: readonly Aside[], target: string, scratch: string, watch: Watch): Kept[] {
  return old.flatMap(({ path, found }, i): Kept[] => {
    if (found === null) return [{ path: keep(path, target), why: null }];
    const why = attempt(() => {
      watch("removing", path);
      return removeFound(path, found, join(scratch, `file-${i}`));
    });
    return why === null ? [] : [{ path: keep(path, target), why }];
  });
}

function attempt(act: () => string | null): string | null {
  try {
    return act();
  } catch (error) {
    return (error as Error).message;
  }
}

/** Gives a directory that stays a name that is seen. */
function keep(path: string, target: string): string {
  let place: string | null = null;
  try {
    place = mkdtempSync(`${target}.kept-`);
    renameSync(path, place);
    return place;
  } catch {
    if (place !== null) rmdirSync(place);
    return path;
  }
}
