import { graphOf, type ClosureGraph } from "./graph.ts";
import { ConfinedUnitsError } from "../base/errors.ts";

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
  throw new ConfinedUnitsError("store-unreadable", `${drvPath} is no derivation that can be read`);
}

/**
 * The graph with the outputs of each derivation among its references. In the graphs that Nix exports to builders a
 * derivation brings in the closures of its outputs, but no line says so (`exportReferences` of Nix). `read` gives the text of
 * a `.drv` file.
 */
export function withDerivationOutputs(graph: ClosureGraph, read: (drvPath: string) => string): ClosureGraph {
  const entries = [...graph];
  if (!entries.some(([path]) => isDerivation(path))) return graph;
  return graphOf(
    entries.map(([path, references]) => {
      if (!isDerivation(path)) return [path, references];
      const built = derivationOutputs(path, read(path)).map((output) => output.path);
      // Those of a derivation that only an output refers to are left out by Nix, too.
      return [path, [...references, ...built.filter((output) => graph.has(output))]];
    }),
  );
}

const isDerivation = (path: string) => path.endsWith(".drv");
