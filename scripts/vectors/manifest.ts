import type { Dialect } from "../../src/core/dialect/facts.ts";
import type { Inputs } from "./case.ts";

/** The dialects whose rules the recorded modules have. */
const DIALECT_OF: Record<string, Dialect> = { v1: "2019", v2: "2022", v3: "2024" };

/** Throws for a vintage that is not known. */
export function dialectOf(vintage: string): Dialect {
  const dialect = Object.hasOwn(DIALECT_OF, vintage) ? DIALECT_OF[vintage] : undefined;
  if (dialect !== undefined) return dialect;
  throw new Error(`there is no vintage ${vintage}: they are ${Object.keys(DIALECT_OF).join(", ")}`);
}

/**
 * The manifest of a host with this one service, as nix/manifest.nix writes it: no entry where it is not confined, an entry
 * without anything but a name where something of it did not evaluate.
 */
export function manifestOf(inputs: Inputs, declaredDialect: Dialect): unknown {
  const isOff = inputs.confinement?.["enable"] === false;
  return {
    schema: 1,
    depth: "lean",
    system: "x86_64-linux",
    declaredDialect,
    nodejs: null,
    scripts: {},
    services: isOff ? [] : [isEvaluated(inputs) ? serviceOf(inputs) : { name: inputs.service, error: null }],
  };
}

/** `binSh` is null where there is none, so it is its absence that tells. */
function isEvaluated(inputs: Inputs): boolean {
  const { confinement, serviceConfig, contexts, pathSafeName, rootPaths, closure, closurePaths } = inputs;
  const needed = [serviceConfig, contexts?.rootPathsText, pathSafeName, rootPaths, closure, closurePaths];
  const options = ["enable", "mode", "fullUnit", "packages", "packageKinds"];
  return (
    confinement?.["binSh"] !== undefined &&
    options.every((option) => (confinement[option] ?? null) !== null) &&
    needed.every((value) => (value ?? null) !== null)
  );
}

function serviceOf(inputs: Inputs): unknown {
  const { PrivateTmp = null, RootDirectory = null } = inputs.serviceConfig ?? {};
  return {
    name: inputs.service,
    pathSafeName: inputs.pathSafeName,
    confinement: inputs.confinement,
    packageText: inputs.rootPaths?.content,
    context: inputs.contexts?.rootPathsText,
    settings: {
      PrivateTmp: typeof PrivateTmp === "number" ? String(PrivateTmp) : PrivateTmp,
      RootDirectory: typeof RootDirectory === "string" ? RootDirectory : null,
    },
    reference: null,
  };
}
