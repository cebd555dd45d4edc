import { chunkArguments } from "./arguments.ts";
import { NixError } from "./errors.ts";
import type { Nix } from "./nix.ts";
import { decodePathInfo, type PathInfo } from "./path-info-json.ts";
import { isNixSince } from "./version.ts";

export type { PathInfo } from "./path-info-json.ts";

/** From here on the shape of the JSON is to be named, and a warning says so where it is not. */
const NAMED_FORMAT = [2, 33];

/** The closure of store paths that are there, by path. Throws NixError for one that is not. */
export async function referenceGraph(nix: Nix, paths: readonly string[]): Promise<Map<string, PathInfo>> {
  const format = isNixSince(await nix.version(), NAMED_FORMAT) ? ["--json-format", "2"] : [];
  const graph = new Map<string, PathInfo>();
  for (const chunk of chunkArguments([...new Set(paths)])) {
    const { stdout } = await nix.command("path-info", ["--json", ...format, "--recursive", ...chunk]);
    for (const [path, info] of decodePathInfo(parse(stdout))) graph.set(path, info);
  }
  return graph;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new NixError(
      `nix path-info printed something else than JSON: ${JSON.stringify(text.slice(0, 80))}`,
    );
  }
}
