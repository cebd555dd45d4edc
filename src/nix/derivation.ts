import { readFile } from "node:fs/promises";
import { NixError } from "./errors.ts";

/** One output in the text form of a derivation: its name, path, hash algorithm and hash, none of which needs escapes. */
const OUTPUT = /\("(?<name>[^"]+)","[^"]*","[^"]*","[^"]*"\),?/y;

/** The names of the outputs of a derivation in the store. */
export async function outputNames(drvPath: string): Promise<string[]> {
  const text = await readFile(drvPath, "utf8");
  const start = text.indexOf("[") + 1;
  const names: string[] = [];
  OUTPUT.lastIndex = start;
  for (let found = OUTPUT.exec(text); found !== null; found = OUTPUT.exec(text))
    names.push(found.groups!["name"]!);
  if (!/^Derive\w*\(/.test(text) || names.length === 0)
    throw new NixError(`${drvPath} is no derivation that can be read`);
  return names;
}
