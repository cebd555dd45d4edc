import * as assert from "uvu/assert";
import { ConfinedUnitsError } from "../../src/base/errors.ts";
import type { FullFacts, Manifest, Service } from "../../src/manifest/types.ts";
import { pathSafeName } from "../../src/drop-in/names.ts";
import type { StoreReader } from "../../src/drop-in/plan.ts";
import type { ScriptLine } from "../../src/reference/script.ts";
import { LINE_ROLES, type LineRole } from "../../src/reference/script-lines.ts";

const ALPHABET = "0123456789abcdfghijklmnpqrsvwxyz";

/** The hash part of the `n`th store path: 32 characters of Nix's base 32, other ones for each `n`. */
export function hash(n: number): string {
  let text = "";
  for (let rest = n; rest > 0; rest = Math.floor(rest / 32)) text = ALPHABET[rest % 32] + text;
  return text.padStart(32, "0");
}

/** The `n`th store path. */
export function storePath(n: number, name = `package-${n}`): string {
  return `/nix/store/${hash(n)}-${name}`;
}

/** The facts of a service of which nothing else is known. */
export function fullFacts(known: Partial<FullFacts> = {}): FullFacts {
  return {
    serviceConfig: {},
    unitText: null,
    environment: {},
    path: null,
    context: {},
    ownModule: false,
    profiles: [],
    ignore: {},
    definitions: [],
    ...known,
  };
}

/** A confined service that runs what `packages` name, with the rest as the defaults of the options are. */
export function service(name: string, packages: string[] = [], settings: Partial<Service> = {}): Service {
  return {
    name,
    pathSafeName: pathSafeName(name),
    confinement: {
      enable: true,
      mode: "full-apivfs",
      fullUnit: false,
      binSh: null,
      packages,
      packageKinds: packages.map(() => "string"),
    },
    packageText: packages.join("\n"),
    context: {},
    settings: { PrivateTmp: true, RootDirectory: `/run/confinement/${pathSafeName(name)}` },
    reference: null,
    ...settings,
  };
}

/** The same service with another shell. */
export function withShell(from: Service, binSh: string | null): Service {
  return { ...from, confinement: { ...from.confinement, binSh } };
}

/** A host's manifest; its dialect is declared unless that is set to null. */
export function manifest(
  services: Manifest["services"],
  declaredDialect: string | null = "2024",
  scripts: Manifest["scripts"] = {},
): Manifest {
  return { schema: 1, depth: "lean", system: null, declaredDialect, nodejs: null, scripts, services };
}

/** A reference script of known lines, as a manifest holds it. */
export function script(roles: readonly LineRole[]): ScriptLine[] {
  const hashes = new Map([...LINE_ROLES].map(([sha256, role]) => [role, sha256]));
  return roles.map((role) => ({ sha256: hashes.get(role)!, text: role }));
}

const HEAD = ["make-drop-in-directory", "drop-in", "header"] as const;
const SHELL = ["shell", "resolve-shell", "bind-shell"] as const;
const HIDDEN = ["hide-tmp", "hide-var-tmp"] as const;
const LOOP = ["loop", "if-link", "bind-link", "unless-text", "bind-path", "end-if", "end-loop"] as const;

/** All sequences of lines that the reference has been seen to make. */
export const SCRIPTS = {
  "2019": ["make-unit-directory", "unit-file", "header", ...SHELL, ...LOOP],
  "2019 without a shell": ["make-unit-directory", "unit-file", "header", ...LOOP],
  "2022": [...HEAD, ...SHELL, ...LOOP],
  "2022 without a shell": [...HEAD, ...LOOP],
  "2024": [...HEAD, ...SHELL, ...HIDDEN, ...LOOP],
  "2024 without a shell": [...HEAD, ...HIDDEN, ...LOOP],
} satisfies Record<string, LineRole[]>;

/** A file system of links alone: each leads to its target, null to nothing; every other path is there and is itself. */
export function links(targets: Record<string, string | null> = {}): StoreReader {
  const targetOf = (path: string) => (Object.hasOwn(targets, path) ? targets[path]! : path);
  return { isSymlink: (path) => Object.hasOwn(targets, path), resolve: targetOf };
}

/** What `call` throws, which must be one of our own errors of that class. */
export function failure<E extends ConfinedUnitsError>(
  kind: abstract new (...args: never[]) => E,
  call: () => unknown,
): E {
  try {
    call();
  } catch (error) {
    assert.instance(error, kind);
    return error as E;
  }
  throw new Error(`nothing was thrown, where ${kind.name} was expected`);
}
