import { parseBoolean } from "../../systemd/boolean.ts";
import { ServiceError, UsageError } from "../../base/errors.ts";
import type { Manifest, Service } from "../manifest/types.ts";
import { HIDDEN_TMP, readScript, type ScriptRules } from "./script.ts";

/** The periods of the reference, each by the year its rules came (docs/explanation/dialects.md). */
export const DIALECTS = ["2019", "2022", "2024", "2025", "2026"] as const;
export type Dialect = (typeof DIALECTS)[number];

/** The rules that one service's drop-in follows. */
export interface DialectFacts extends ScriptRules {
  dialect: Dialect;
}

/** Throws UsageError for a name that is none of DIALECTS. */
export function parseDialect(name: string): Dialect {
  const found = DIALECTS.find((dialect) => dialect === name);
  if (found === undefined) {
    throw new UsageError(`there is no dialect ${JSON.stringify(name)}`, {
      hint: `the dialects are ${DIALECTS.join(", ")}; without one, it is read from the host's nixpkgs`,
    });
  }
  return found;
}

/**
 * The rules for one service: those declared, else those of the reference's own script for it. Throws ServiceError where
 * there is neither, DialectDriftError for an unknown script, UsageError for an unknown dialect.
 */
export function dialectFacts(service: Service, manifest: Manifest): DialectFacts {
  const { scripts } = manifest;
  const declared = manifest.declaredDialect ?? service.dialect ?? null;
  if (declared !== null) return declaredFacts(service, parseDialect(declared));
  if (service.reference === null) {
    throw new ServiceError(
      service.name,
      "this host has no reference drop-in for it, so the rules are not known",
      {
        hint: "declare them: config.confinedUnits.dialect in the host, or --dialect (2024 for nixpkgs 24.11 to 25.05)",
      },
    );
  }
  const { script } = service.reference;
  if (script === null) throw privateTmpError(service, "which nixpkgs before pull request 560614 cannot read");
  const rules = readScript(service.name, scripts[script] ?? []);
  return { ...rules, dialect: nameOf(service, rules) };
}

/**
 * Informative only: nothing is decided by the name of a dialect that was read off a script. Where a service has a
 * RootDirectory of its own, what is left tells 2022 from later ones where it can.
 */
function nameOf({ settings, pathSafeName }: Service, { layout, inaccessible }: ScriptRules): Dialect {
  const { PrivateTmp, RootDirectory } = settings;
  if (layout === "unit-file") return "2019";
  if (RootDirectory === "/var/empty" || (PrivateTmp === false && inaccessible.length === 0)) return "2022";
  if (typeof PrivateTmp === "string") return "2026";
  const isOwnRoot = RootDirectory?.startsWith("/run/confinement/") ?? false;
  return isOwnRoot && RootDirectory !== `/run/confinement/${pathSafeName}` ? "2025" : "2024";
}

function declaredFacts(service: Service, dialect: Dialect): DialectFacts {
  if (dialect === "2019") return { dialect, layout: "unit-file", inaccessible: [] };
  const hides = dialect !== "2022" && !hasPrivateTmp(service, dialect);
  return { dialect, layout: "drop-in", inaccessible: hides ? [...HIDDEN_TMP] : [] };
}

function hasPrivateTmp(service: Service, dialect: Dialect): boolean {
  const value = service.settings.PrivateTmp;
  if (typeof value === "boolean") return value;
  if (value === null || dialect !== "2026")
    throw privateTmpError(service, `which dialect ${dialect} cannot read`);
  const known = value === "disconnected" ? true : parseBoolean(value);
  if (known !== null) return known;
  throw privateTmpError(service, "which systemd does not know");
}

function privateTmpError(service: Service, problem: string): ServiceError {
  const value = service.settings.PrivateTmp;
  if (value === null) {
    return new ServiceError(
      service.name,
      "serviceConfig.PrivateTmp is not set, or a list, and the reference cannot do without a value",
      { hint: "set serviceConfig.PrivateTmp to true or false" },
    );
  }
  return new ServiceError(
    service.name,
    `serviceConfig.PrivateTmp is the string ${JSON.stringify(value)}, ${problem}`,
    { hint: 'write true or false; "disconnected" needs a nixpkgs with pull request 560614 (--dialect 2026)' },
  );
}
