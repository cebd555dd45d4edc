import { readFile } from "node:fs/promises";
import { derivationOutputs } from "../core/derivation.ts";
import { chunkArguments } from "./arguments.ts";
import { parseNixJson } from "./json.ts";
import type { Nix } from "./nix.ts";
import { decodePathInfo, type PathInfo } from "./path-info-json.ts";
import { isNixSince } from "./version.ts";

export type { PathInfo } from "./path-info-json.ts";

/** From here on the shape of the JSON is to be named, and a warning says so where it is not. */
const NAMED_FORMAT = [2, 33];

/**
 * The closure of store paths that are there, by path. A derivation in it counts its outputs among its references and brings
 * in their closures, as in the graphs that Nix exports to builders. Throws NixError for a path that is not there.
 */
export async function referenceGraph(nix: Nix, paths: readonly string[]): Promise<Map<string, PathInfo>> {
  const graph = await closure(nix, paths);
  const derivations = [...graph.keys()].filter(isDerivation);
  const outputs = await Promise.all(
    derivations.map(async (drvPath) => {
      const built = derivationOutputs(drvPath, await readFile(drvPath, "utf8"));
      return built.flatMap(({ path }) => (path === "" ? [] : [path]));
    }),
  );
  for (const [path, info] of await closure(nix, outputs.flat())) graph.set(path, info);
  derivations.forEach((drvPath, i) => {
    const info = graph.get(drvPath)!;
    graph.set(drvPath, {
      ...info,
      references: [...new Set([...info.references, ...outputs[i]!])].toSorted(),
    });
  });
  return graph;
}

async function closure(nix: Nix, paths: readonly string[]): Promise<Map<string, PathInfo>> {
  const format = isNixSince(await nix.version(), NAMED_FORMAT) ? ["--json-format", "2"] : [];
  const found = new Map<string, PathInfo>();
  const load = async (part: readonly string[], options: readonly string[]) => {
    for (const chunk of chunkArguments(part)) {
      const { stdout } = await nix.command("path-info", [
        "--json",
        ...format,
        "--recursive",
        ...options,
        ...chunk,
      ]);
      for (const [path, info] of decodePathInfo(parseNixJson("path-info", stdout))) found.set(path, info);
    }
  };
  const unique = [...new Set(paths)];
  // For Nix 2.8 the path of a derivation means its outputs, unless it is told otherwise; and then all paths mean derivations.
  await load(unique.filter(isDerivation), ["--derivation"]);
  await load(
    unique.filter((path) => !isDerivation(path)),
    [],
  );
  return found;
}

function isDerivation(path: string): boolean {
  return path.endsWith(".drv");
}
