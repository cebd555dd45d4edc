import { ManifestError } from "../base/errors.ts";
import { context } from "./context.ts";
import { decodeFullFacts } from "./full-facts.ts";
import type { ScriptLine } from "../reference/script.ts";
import { STRATEGY_NAMES } from "../reference/strategies.ts";
import { parseJson } from "./json.ts";
import {
  absolutePath,
  boolean,
  fail,
  listOf,
  member,
  object,
  oneOf,
  optional,
  orNull,
  recordOf,
  string,
  type Place,
  type Read,
} from "./shape.ts";
import {
  MANIFEST_SCHEMA,
  type Confinement,
  type Context,
  type Manifest,
  type Reference,
  type Service,
  type ServiceEntry,
} from "./types.ts";

export { parseJson } from "./json.ts";

/** Reads a manifest's JSON text. Throws ManifestError. */
export function parseManifest(text: string): Manifest {
  return decodeManifest(parseJson(text));
}

/**
 * Checks that a JSON value is a manifest and gives it its type. Throws ManifestError with a JSON pointer to what is
 * wrong, and for another schema with the side to update. Members it does not know are left out.
 */
export function decodeManifest(value: unknown): Manifest {
  const place: Place = { value, pointer: "" };
  checkSchema(place);
  const services = listOf(serviceEntry)(member(place, "services"));
  const scripts = recordOf(listOf(scriptLine))(member(place, "scripts"));
  const seen = new Set<string>();
  services.forEach((service, i) => {
    if (seen.has(service.name))
      throw new ManifestError(`/services/${i}/name`, `${JSON.stringify(service.name)} is there twice`);
    seen.add(service.name);
    const script = "reference" in service ? (service.reference?.script ?? null) : null;
    if (script !== null && !Object.hasOwn(scripts, script))
      throw new ManifestError(
        `/services/${i}/reference/script`,
        `${JSON.stringify(script)} is not in /scripts`,
      );
  });
  return {
    schema: MANIFEST_SCHEMA,
    depth: oneOf("lean", "full")(member(place, "depth")),
    system: orNull(string, "a string")(member(place, "system")),
    declaredDialect: orNull(string, "a string")(member(place, "declaredDialect")),
    nodejs: optional(place, "nodejs", orNull(nodejs, "an object")) ?? null,
    scripts,
    services,
  };
}

function checkSchema(place: Place): void {
  const found = member(place, "schema");
  const { value } = found;
  if (value === MANIFEST_SCHEMA) return;
  if (typeof value !== "number") fail(found, "the manifest's schema number");
  const isNewer = (value as number) > MANIFEST_SCHEMA;
  throw new ManifestError(
    found.pointer,
    `this is schema ${String(value)}, and schema ${MANIFEST_SCHEMA} is read here`,
    {
      hint: isNewer
        ? "update the confined-units command, which is older than the Nix side that wrote this"
        : "update the confined-units flake input, which is older than this command, and write the manifest again",
    },
  );
}

const nodejs: Read<{ path: string; context: Context }> = (place) => ({
  path: string(member(place, "path")),
  context: context(member(place, "context")),
});

const scriptLine: Read<ScriptLine> = (place) => ({
  sha256: string(member(place, "sha256")),
  text: string(member(place, "text")),
});

const serviceEntry: Read<ServiceEntry> = (place) => {
  const name = string(member(place, "name"));
  if ("error" in object(place)) return { name, error: orNull(string, "a string")(member(place, "error")) };
  const service: Service = {
    name,
    pathSafeName: string(member(place, "pathSafeName")),
    confinement: confinement(member(place, "confinement")),
    packageText: string(member(place, "packageText")),
    context: context(member(place, "context")),
    settings: {
      PrivateTmp: privateTmp(member(member(place, "settings"), "PrivateTmp")),
      RootDirectory: orNull(string, "a string")(member(member(place, "settings"), "RootDirectory")),
    },
    reference: orNull(reference, "an object")(member(place, "reference")),
  };
  if (service.packageText !== service.confinement.packages.join("\n")) {
    throw new ManifestError(
      `${place.pointer}/packageText`,
      "this is not what confinement.packages gives, joined by newlines",
    );
  }
  const dialect = optional(place, "dialect", orNull(string, "a string"));
  const full = optional(place, "full", decodeFullFacts);
  return {
    ...service,
    ...(dialect === undefined ? {} : { dialect }),
    ...(full === undefined ? {} : { full }),
  };
};

const privateTmp: Read<boolean | string | null> = (place) =>
  place.value === null || typeof place.value === "boolean" || typeof place.value === "string"
    ? place.value
    : fail(place, "true, false, a string or null");

const confinement: Read<Confinement> = (place) => {
  const packages = listOf(string)(member(place, "packages"));
  const kinds = member(place, "packageKinds");
  const packageKinds = listOf(oneOf("string", "derivation"))(kinds);
  if (packageKinds.length !== packages.length)
    fail(kinds, `${packages.length} kinds, one for each of packages`);
  const mounts = optional(place, "mounts", oneOf(...STRATEGY_NAMES));
  return {
    enable: oneOf(true as const)(member(place, "enable")),
    mode: string(member(place, "mode")),
    fullUnit: boolean(member(place, "fullUnit")),
    binSh: orNull(string, "a string")(member(place, "binSh")),
    packages,
    packageKinds,
    ...(mounts === undefined ? {} : { mounts }),
  };
};

const reference: Read<Reference> = (place) => {
  const script = orNull(string, "a string")(member(place, "script"));
  const drv = optional(place, "drv", (at) => ({
    drvPath: absolutePath(member(at, "drvPath")),
    path: absolutePath(member(at, "path")),
  }));
  return drv === undefined ? { script } : { script, drv };
};
