import type { Graph } from "./closure.ts";
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
export function withDerivationOutputs(graph: Graph, read: (drvPath: string) => string): Graph {
  const derivations = [...graph.keys()].filter((path) => path.endsWith(".drv"));
  if (derivations.length === 0) return graph;
  const whole = new Map(graph);
  for (const drvPath of derivations) {
    const built = derivationOutputs(drvPath, read(drvPath)).map(({ path }) => path);
    // Those of a derivation that only an output refers to are left out by Nix, too.
    const exported = built.filter((path) => graph.has(path));
    whole.set(drvPath, [...graph.get(drvPath)!, ...exported]);
  }
  return whole;
}
