import { parseNixJson } from "../json.ts";
import { readFile } from "node:fs/promises";
import { derivationOutputs } from "../../store-path/derivation.ts";
import { chunkArguments } from "../arguments.ts";
import type { Nix } from "../nix.ts";
import { decodePathInfo, type PathInfo } from "./path-info-json.ts";
import { isNixSince } from "../version.ts";
import { ClosureGraph } from "../../store-path/graph.ts";
import { isDerivation } from "../../store-path/store-path.ts";

export type { PathInfo } from "./path-info-json.ts";

/** From here on the shape of the JSON is to be named, and a warning says so where it is not. */
const NAMED_FORMAT = [2, 33];

/**
 * The closure of store paths that are there, by path. A derivation in it adds the closures of its outputs, as far as they are
 * built, as in the graphs that Nix exports to builders. Throws NixError for a path that is not there.
 */
export async function referenceGraph(nix: Nix, paths: readonly string[]): Promise<ClosureGraph> {
  const known = await closure(nix, paths);
  const derivations = [...known.keys()].filter(isDerivation);
  const outputs = new Map(
    await Promise.all(
      derivations.map(async (drvPath): Promise<[string, string[]]> => {
        const built = derivationOutputs(drvPath, await readFile(drvPath, "utf8"));
        return [drvPath, built.map(({ path }) => path)];
      }),
    ),
  );
  const built = await validPaths(nix, [...outputs.values()].flat());
  for (const [path, info] of await closure(nix, built)) known.set(path, info);
  return new ClosureGraph(known, (drvPath) => outputs.get(drvPath) ?? []);
}

/** Those that are in the store and whole. */
async function validPaths(nix: Nix, paths: readonly string[]): Promise<string[]> {
  // A content-addressed output has no path before it is built.
  const named = [...new Set(paths)].filter((path) => path !== "");
  const invalid = new Set<string>();
  for (const chunk of chunkArguments(named)) {
    const { stdout } = await nix.tool("nix-store", ["--check-validity", "--print-invalid", ...chunk]);
    for (const path of stdout.split("\n")) invalid.add(path);
  }
  return named.filter((path) => !invalid.has(path));
}

async function closure(nix: Nix, paths: readonly string[]): Promise<Map<string, PathInfo>> {
  return nix.byVersion((version) => {
    const isNamed = isNixSince(version, NAMED_FORMAT);
    return closureIn(nix, paths, isNamed ? ["--json-format", "2"] : []);
  });
}

async function closureIn(
  nix: Nix,
  paths: readonly string[],
  format: readonly string[],
): Promise<Map<string, PathInfo>> {
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
  // For Nix 2.8 the path of a derivation means its outputs, unless it is asked otherwise; and then all paths mean derivations.
  await load(unique.filter(isDerivation), ["--derivation"]);
  await load(
    unique.filter((path) => !isDerivation(path)),
    [],
  );
  return found;
}
