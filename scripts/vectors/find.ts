import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join, resolve } from "node:path";

/** A case's file, and the directory name that says which vintage it is of. */
export interface CaseFile {
  file: string;
  vintage: string;
}

const CASE_NAME = /^\d+-.*\.json$/;

/**
 * The cases of a directory of vintages, or of one vintage: those that an index.json lists, whether or not they are there, and
 * those that are there, whether or not they are listed. Throws where there is no such directory, or no case in it.
 */
export function findCases(directory: string): CaseFile[] {
  if (!existsSync(directory) || !statSync(directory).isDirectory())
    throw new Error(`${directory} is not a directory`);
  const own = casesOf(directory);
  const nested = readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap((entry) => casesOf(join(directory, entry.name)));
  const cases = [...own, ...nested];
  if (cases.length === 0) throw new Error(`${directory} holds no cases (vN/index.json, vN/NNN-NAME.json)`);
  return cases;
}

function casesOf(directory: string): CaseFile[] {
  const names = new Set(readdirSync(directory).filter((name) => CASE_NAME.test(name)));
  for (const name of listedIn(join(directory, "index.json"))) names.add(name);
  const vintage = basename(resolve(directory));
  return [...names].sort().map((name) => ({ file: join(directory, name), vintage }));
}

/** `file` is relative to the vintage's directory or to the directory above it. Throws where it is no list of files. */
function listedIn(index: string): string[] {
  if (!existsSync(index)) return [];
  try {
    const entries = JSON.parse(readFileSync(index, "utf8")) as { file: string }[];
    return entries.map(({ file }) => basename(file));
  } catch (cause) {
    throw new Error(`${index} is no list of cases: ${(cause as Error).message}`, { cause });
  }
}
