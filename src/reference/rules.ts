import { parseBoolean } from "../systemd/boolean.ts";
import { ServiceError } from "../base/errors.ts";
import { DIALECTS, dialectOf, parseDialect, rulesOfNixpkgs, type Dialect } from "./dialects.ts";
import { HIDDEN_TMP, readScript, type ScriptLine, type ScriptRules } from "./script.ts";

/** The rules that one service's drop-in follows. */
export interface DialectFacts extends ScriptRules {
  dialect: Dialect;
}

/** What the rules of a service depend on: a part of the manifest's service. */
export interface RuledService {
  name: string;
  pathSafeName: string;
  settings: { PrivateTmp: boolean | string | null; RootDirectory: string | null };
  /** `script` is a key of the host's scripts; null: not read, since PrivateTmp is a string. */
  reference: { script: string | null } | null;
  dialect?: string | null;
}

/** A part of the manifest. */
export interface RuledHost {
  declaredDialect: string | null;
  scripts: Readonly<Record<string, readonly ScriptLine[]>>;
}

/**
 * The rules for one service: those declared, else those of the reference's own script for it. Throws ServiceError where
 * there is neither, DialectDriftError for an unknown script, UsageError for an unknown dialect.
 */
export function dialectFacts(service: RuledService, { declaredDialect, scripts }: RuledHost): DialectFacts {
  const declared = declaredDialect ?? service.dialect ?? null;
  if (declared !== null) return declaredFacts(service, parseDialect(declared));
  if (service.reference === null) {
    throw new ServiceError(
      service.name,
      "nixpkgs builds no drop-in for it on this host, so its rules are unknown",
      {
        hint: "declare them: config.confinedUnits.dialect in the host, or --dialect (2024 for nixpkgs 24.11 to 25.05)",
      },
    );
  }
  const { script } = service.reference;
  if (script === null) throw privateTmpError(service, "which nixpkgs before pull request 560614 cannot read");
  const rules = readScript(service.name, scripts[script] ?? []);
  const { pathSafeName, settings } = service;
  const hidesTmp = rules.inaccessible.length > 0;
  return { ...rules, dialect: dialectOf({ ...settings, pathSafeName, layout: rules.layout, hidesTmp }) };
}

function declaredFacts(service: RuledService, dialect: Dialect): DialectFacts {
  const { layout, hidesTmp } = DIALECTS[dialect];
  const hides = hidesTmp && !hasPrivateTmp(service, dialect);
  return { dialect, layout, inaccessible: hides ? [...HIDDEN_TMP] : [] };
}

function hasPrivateTmp(service: RuledService, dialect: Dialect): boolean {
  const value = service.settings.PrivateTmp;
  if (typeof value === "boolean") return value;
  if (value === null || DIALECTS[dialect].privateTmp === "boolean")
    throw privateTmpError(service, `which the ${rulesOfNixpkgs(dialect)} cannot read`);
  const known = value === "disconnected" ? true : parseBoolean(value);
  if (known !== null) return known;
  throw privateTmpError(service, "which systemd does not know");
}

function privateTmpError(service: RuledService, problem: string): ServiceError {
  const value = service.settings.PrivateTmp;
  if (value === null) {
    return new ServiceError(
      service.name,
      "serviceConfig.PrivateTmp is not set, or is a list, and nixpkgs' module requires a value",
      { hint: "set serviceConfig.PrivateTmp to true or false" },
    );
  }
  return new ServiceError(
    service.name,
    `serviceConfig.PrivateTmp is the string ${JSON.stringify(value)}, ${problem}`,
    { hint: 'write true or false; "disconnected" needs a nixpkgs with pull request 560614 (--dialect 2026)' },
  );
}
