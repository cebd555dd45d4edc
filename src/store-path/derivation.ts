import type { ClosureGraph } from "./graph.ts";
import { ConfinedUnitsError } from "../base/errors.ts";
import { isDerivation } from "./store-path.ts";

export interface DerivationOutput {
  name: string;
  /** Empty where it depends on what the build makes (content-addressed derivations). */
  path: string;
}

/** One output in the text of a derivation: name, path, hash algorithm and hash, none of which can hold a quote. */
const OUTPUT = /\("([^"]+)","([^"]*)","[^"]*","[^"]*"\),?/y;

/** The outputs that the text of a `.drv` file lists. Throws where it is none. */
export function derivationOutputs(drvPath: string, text: string): DerivationOutput[] {
  const outputs: DerivationOutput[] = [];
  if (/^Derive\w*\(/.test(text)) {
    OUTPUT.lastIndex = text.indexOf("[") + 1;
    for (let found = OUTPUT.exec(text); found !== null; found = OUTPUT.exec(text)) {
      outputs.push({ name: found[1]!, path: found[2]! });
    }
  }
  if (outputs.length > 0) return outputs;
  throw new ConfinedUnitsError("store-unreadable", `${drvPath} is not a readable derivation`);
}

/**
 * The graph with what each derivation in it builds, which no reference says: each is read when it is first asked for. `read`
 * gives the text of a `.drv` file.
 */
export function withDerivationOutputs(graph: ClosureGraph, read: (drvPath: string) => string): ClosureGraph {
  if (![...graph.paths()].some(isDerivation)) return graph;
  const known = new Map<string, readonly string[]>();
  return graph.withOutputs((drvPath) => {
    const outputs = known.get(drvPath) ?? derivationOutputs(drvPath, read(drvPath)).map(({ path }) => path);
    known.set(drvPath, outputs);
    return outputs;
  });
}
