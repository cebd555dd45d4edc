import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join, resolve } from "node:path";

/** A case's file, and the folder name that says which vintage it is of. */
export interface CaseFile {
  file: string;
  vintage: string;
}

const CASE_NAME = /^\d+-.*\.json$/;

/**
 * The cases of a folder of vintages, or of one vintage: those that an index.json lists, whether or not they are there, and
 * those that are there, whether or not they are listed. Throws where there is no such folder, or no case in it.
 */
export function findCases(folder: string): CaseFile[] {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) throw new Error(`${folder} is no folder`);
  const own = casesOf(folder);
  const nested = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap((entry) => casesOf(join(folder, entry.name)));
  const cases = [...own, ...nested];
  if (cases.length === 0) throw new Error(`${folder} holds no cases (vN/index.json, vN/NNN-NAME.json)`);
  return cases;
}

function casesOf(folder: string): CaseFile[] {
  const names = new Set(readdirSync(folder).filter((name) => CASE_NAME.test(name)));
  for (const name of listedIn(join(folder, "index.json"))) names.add(name);
  const vintage = basename(resolve(folder));
  return [...names].sort().map((name) => ({ file: join(folder, name), vintage }));
}

/** `file` is relative to the vintage's folder or to the folder above it. Throws where it is no list of files. */
function listedIn(index: string): string[] {
  if (!existsSync(index)) return [];
  try {
    const entries = JSON.parse(readFileSync(index, "utf8")) as { file: string }[];
    return entries.map(({ file }) => basename(file));
  } catch (cause) {
    throw new Error(`${index} is no list of cases: ${(cause as Error).message}`, { cause });
  }
}
