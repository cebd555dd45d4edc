import type { Context } from "../store-path/context.ts";
import type { Json } from "../base/json.ts";
import type { ScriptLine } from "../reference/script.ts";
import type { MountStrategy } from "../reference/strategies.ts";

/**
 * The manifest: the one thing that crosses from Nix to Node, one per host, written by nix/manifest.nix.
 * `schema` is checked on both sides of the border; a change that an older reader would misread raises it.
 */
export const MANIFEST_SCHEMA = 1;

export type { Context, ContextEntry } from "../store-path/context.ts";
export type { Json };

/** The evaluated confinement of one NixOS host. */
export interface Manifest {
  schema: typeof MANIFEST_SCHEMA;
  /** `lean`: what a drop-in needs; `full`: with the facts that explain and audit need. */
  depth: "lean" | "full";
  /** The host's platform, such as `x86_64-linux`; null where the host does not say. */
  system: string | null;
  /** The dialect the host or the caller declared; null: read from the reference, service by service. */
  declaredDialect: string | null;
  /** The host's own Node.js, where it was asked for and the host has one. */
  nodejs: { path: string; context: Context } | null;
  /** Lines of the reference's scripts, each script once, by the SHA-256 of its text. */
  scripts: Record<string, ScriptLine[]>;
  /** Confined services and those that failed to evaluate, ascending by name. */
  services: ServiceEntry[];
}

export type ServiceEntry = Service | FailedService;

/** A service that did not evaluate; `error` is null where Nix kept no message. */
export interface FailedService {
  name: string;
  error: string | null;
}

/** One confined service, as far as its drop-in depends on it. */
export interface Service {
  name: string;
  /** The name as the reference writes it into paths: `mkPathSafeName` of nixpkgs. */
  pathSafeName: string;
  confinement: Confinement;
  /** `confinement.packages` joined with newlines: the text that is scanned for store paths. */
  packageText: string;
  /** The string context of `packageText`. */
  context: Context;
  settings: DropInSettings;
  /** What the reference would build for this service; null: the dialect is declared, or there is no reference. */
  reference: Reference | null;
  /** The rules of a service that is only treated as confined; null: they are unknown. */
  dialect?: string | null;
  full?: FullFacts;
}

export interface Confinement {
  enable: true;
  mode: string;
  fullUnit: boolean;
  /** The program shown as /bin/sh in the chroot; null: none. */
  binSh: string | null;
  packages: string[];
  packageKinds: PackageKind[];
  /** Absent: `read-only`. */
  mounts?: MountStrategy;
}

export type PackageKind = "string" | "derivation";

/** The settings of `serviceConfig` that decide what a drop-in says; null: not set. */
export interface DropInSettings {
  PrivateTmp: boolean | string | null;
  RootDirectory: string | null;
}

export interface Reference {
  /** A key of `Manifest.scripts`; null: not read, since PrivateTmp is a string. */
  script: string | null;
  /** The derivation itself, where it was asked for. */
  drv?: { drvPath: string; path: string };
}

/** One of a manifest of full depth. */
export type FullService = Service & { full: FullFacts };

/** What explain and audit need of a service besides its drop-in; each field is null where it does not evaluate. */
export interface FullFacts {
  serviceConfig: Record<string, Json> | null;
  /** The text of the generated unit file. */
  unitText: string | null;
  environment: Record<string, Json> | null;
  /** `path`: the packages whose `bin` is put on PATH. */
  path: string[] | null;
  /** The string contexts of all fields above, together. */
  context: Context;
  /** Whether the host's confinement is confined-units' own module, with more options than nixpkgs'. */
  ownModule: boolean;
  /** `confinement.profiles` of that module. */
  profiles: string[];
  /** Codes of findings that are judged in the configuration, with the reason. */
  ignore: Record<string, string>;
  definitions: Definition[];
}

/** Where an option of the service is written. */
export interface Definition {
  /** Below `systemd.services.<name>`, such as `["serviceConfig", "ExecStart"]`. */
  option: string[];
  file: string;
  /** From 1, as the column; both 0 where Nix knows the file alone. */
  line: number;
  column: number;
}
