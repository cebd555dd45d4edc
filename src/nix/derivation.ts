import { readFile } from "node:fs/promises";
import { NixError } from "./errors.ts";

export interface DerivationOutput {
  name: string;
  /** Empty where it depends on what the build makes (content-addressed derivations). */
  path: string;
}

/** One output in the text form of a derivation: its name, path, hash algorithm and hash, none of which needs escapes. */
const OUTPUT = /\("(?<name>[^"]+)","(?<path>[^"]*)","[^"]*","[^"]*"\),?/y;

/** The outputs of a derivation in the store, as its file lists them. */
export async function outputsOf(drvPath: string): Promise<DerivationOutput[]> {
  const text = await readFile(drvPath, "utf8");
  const outputs: DerivationOutput[] = [];
  OUTPUT.lastIndex = text.indexOf("[") + 1;
  for (let found = OUTPUT.exec(text); found !== null; found = OUTPUT.exec(text)) {
    outputs.push({ name: found.groups!["name"]!, path: found.groups!["path"]! });
  }
  if (!/^Derive\w*\(/.test(text) || outputs.length === 0) {
    throw new NixError(`${drvPath} is no derivation that can be read`);
  }
  return outputs;
}
