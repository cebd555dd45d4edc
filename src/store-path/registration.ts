import { ConfinedUnitsError } from "../base/errors.ts";
import { graphOf, type ClosureGraph } from "./graph.ts";

/**
 * Reads the file that `exportReferencesGraph` in its classic form gives to a builder. Per store path: the path, the
 * deriver (an empty line), the number of references, and the references, a line each (Nix manual, "Advanced attributes").
 */
export function parseReferencesGraph(text: string): ClosureGraph {
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  const graph = new Map<string, readonly string[]>();
  for (let i = 0; i < lines.length;) {
    const [path, , count] = lines.slice(i, i + 3);
    if (path === undefined || !path.startsWith("/")) throw malformed(i, "a store path", path);
    if (count === undefined || !/^\d+$/.test(count)) throw malformed(i + 2, "a number of references", count);
    const end = i + 3 + Number(count);
    if (end > lines.length) throw malformed(lines.length, "a reference", undefined);
    graph.set(path, lines.slice(i + 3, end));
    i = end;
  }
  return graphOf(graph);
}

function malformed(index: number, expected: string, got: string | undefined): ConfinedUnitsError {
  const found = got === undefined ? "the end of the file" : JSON.stringify(got.slice(0, 80));
  return new ConfinedUnitsError(
    "store-unreadable",
    `closure graph, line ${index + 1}: expected ${expected}, got ${found}`,
  );
}
