import type { Dialect } from "../../src/reference/dialects.ts";
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
 * The manifest of a host with this one service, as nix/manifest.nix writes it: an entry with nothing but a name where
 * something of it did not evaluate, no entry where it is not confined.
 */
export function manifestOf(inputs: Inputs, declaredDialect: Dialect): unknown {
  const isOff = inputs.confinement?.["enable"] === false;
  const failed = { name: inputs.service, error: null };
  return {
    schema: 1,
    depth: "lean",
    system: "x86_64-linux",
    declaredDialect,
    nodejs: null,
    scripts: {},
    services: !isEvaluated(inputs) ? [failed] : isOff ? [] : [serviceOf(inputs)],
  };
}

/** The types of the reference's options, by which it refuses a value when it is read. */
const OPTIONS: Record<string, (value: unknown) => boolean> = {
  enable: (value) => typeof value === "boolean",
  mode: (value) => value === "full-apivfs" || value === "chroot-only",
  fullUnit: (value) => typeof value === "boolean",
  binSh: (value) => value === null || (typeof value === "string" && value.startsWith("/")),
  packages: Array.isArray,
  packageKinds: Array.isArray,
};

function isEvaluated({ confinement, serviceConfig, contexts, pathSafeName }: Inputs): boolean {
  const needed = [serviceConfig, contexts?.rootPathsText, pathSafeName];
  return (
    needed.every((value) => (value ?? null) !== null) &&
    Object.entries(OPTIONS).every(([option, isFit]) => isFit(confinement?.[option]))
  );
}

function serviceOf(inputs: Inputs): unknown {
  const { PrivateTmp, RootDirectory } = inputs.serviceConfig ?? {};
  const packages = inputs.confinement?.["packages"] as unknown[];
  return {
    name: inputs.service,
    pathSafeName: inputs.pathSafeName,
    confinement: inputs.confinement,
    packageText: inputs.rootPaths?.content ?? packages.join("\n"),
    context: inputs.contexts?.rootPathsText,
    settings: {
      PrivateTmp: typeof PrivateTmp === "boolean" ? PrivateTmp : textOrNull(PrivateTmp),
      RootDirectory: textOrNull(RootDirectory),
    },
    reference: null,
  };
}

const textOrNull = (value: unknown) =>
  typeof value === "string" || typeof value === "number" ? String(value) : null;
