import { readFile } from "node:fs/promises";
import { derivationOutputs } from "../../store-path/derivation.ts";
import type { Context } from "../../manifest/types.ts";
import { chunkArguments } from "../arguments.ts";
import { withBuildFailures } from "../errors/build-failure.ts";
import { NixError } from "../errors/errors.ts";
import type { Nix } from "../nix.ts";
import { isDerivation } from "../../store-path/store-path.ts";

/**
 * Builds or fetches everything that string contexts name. Gives the path of each output by `<drvPath>!<output>`; where a
 * derivation is named with all its outputs, also those of all derivations in its closure, as Nix builds them. A derivation that is a
 * path like any other (`builtins.unsafeDiscardOutputDependency`) is there already, and nothing is built for it.
 * Nothing is kept from being collected as garbage. Throws NixError: with the derivation and the end of its log where a
 * build fails, with the path where one is not available.
 */
export async function realiseContext(nix: Nix, contexts: readonly Context[]): Promise<Map<string, string>> {
  const outputs = new Set<string>();
  const paths = new Set<string>();
  const derivations = new Set<string>();
  for (const [path, entry] of contexts.flatMap((context) => Object.entries(context))) {
    for (const output of entry.outputs ?? []) outputs.add(`${path}!${output}`);
    if (entry.allOutputs === true) derivations.add(path);
    // Nix realises a derivation by building it.
    if (entry.path === true && !isDerivation(path)) paths.add(path);
  }
  for (const drvPath of await derivationClosure(nix, [...derivations])) {
    const text = await readFile(drvPath, "utf8");
    for (const { name } of derivationOutputs(drvPath, text)) outputs.add(`${drvPath}!${name}`);
  }
  const realised = await realise(nix, [...paths, ...outputs]);
  return new Map([...outputs].map((output, i) => [output, realised[paths.size + i]!]));
}

async function derivationClosure(nix: Nix, derivations: readonly string[]): Promise<string[]> {
  if (derivations.length === 0) return [];
  const { stdout } = await withBuildFailures(nix, () =>
    nix.tool("nix-store", ["--query", "--requisites", ...derivations]),
  );
  return stdout.split("\n").filter(isDerivation);
}

/** nix-store prints one path for each path or `drv!output` it is given, in that order. */
async function realise(nix: Nix, wanted: readonly string[]): Promise<string[]> {
  const realised: string[] = [];
  for (const chunk of chunkArguments(wanted)) {
    const { stdout } = await withBuildFailures(nix, () => nix.tool("nix-store", ["--realise", ...chunk]));
    const printed = stdout.split("\n").filter((line) => line !== "");
    if (printed.length !== chunk.length) {
      throw new NixError(
        `nix-store --realise gave ${printed.length} paths for ${chunk.length} that were asked for`,
      );
    }
    realised.push(...printed);
  }
  return realised;
}
