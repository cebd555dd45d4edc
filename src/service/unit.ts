import type { Unknown } from "../base/unknown.ts";
import type { Definition, Json } from "../manifest/types.ts";
import type { StoreFiles } from "../programs/port.ts";
import type { Warning } from "../drop-in/plan.ts";
import type { Dialect } from "../reference/dialects.ts";
import type { MountStrategy } from "../reference/strategies.ts";
import type { Context } from "../store-path/context.ts";
import type { ClosureGraph } from "../store-path/graph.ts";
import type { UnitCommand } from "./commands.ts";
import type { Environment } from "./environment.ts";
import type { Limits, Policy } from "./limits.ts";
import type { Answers } from "./needs.ts";
import type { Script } from "./scripts.ts";
import type { Started } from "./started.ts";
import type { View } from "./view.ts";

/** What rules judge a service by, made from a manifest or from a running systemd. */
export interface Unit {
  name: string;
  /** The name as the reference writes it into paths. */
  pathSafeName: string;
  origin: "manifest" | "systemd";
  dialect: Dialect;
  /** Whether the host's confinement is confined-units' own module. */
  ownModule: boolean;
  mode: string;
  /** The program shown as /bin/sh; null: none. */
  binSh: string | null;
  /** `confinement.packages`, with what confinement itself adds. */
  packages: readonly string[];
  fullUnit: boolean;
  profiles: readonly string[];
  mounts: MountStrategy;
  /** RootDirectory; null: it is not set. */
  rootDirectory: string | null;
  /** serviceConfig. */
  config: Record<string, Json>;
  /** Whether `config` is known: a manifest may lack it. */
  hasConfig: boolean;
  /** The text of the unit file; null: it is not known. */
  unitText: string | null;
  /** The string contexts of its options, together; null: they are not known. */
  context: Context | null;
  /** Where its options are written. */
  definitions: readonly Definition[];
  /** What the generator warned of. */
  warnings: readonly Warning[];
  environment: Environment;
  view: View;
  /** The store paths in the chroot, ascending. */
  inside: readonly string[];
  graph: ClosureGraph;
  /** The directory of the store that the host has. */
  storeDir: string;
  /** Files of the store, in the chroot or not; null for all else: the machine that audits has no say. */
  files: StoreFiles;
  /** The commands that run in the chroot. */
  commands: readonly UnitCommand[];
  /** All of them. */
  allCommands: readonly UnitCommand[];
  scripts: readonly Script[];
  /** The programs that commands and scripts start by their full path, each once. */
  started: readonly Started[];
  /** What was not looked at, which rules say nothing about. */
  unknown: readonly Unknown[];
  /** Asks for what the unit does not have: unknown in this round, answered in the next. */
  ask: Answers["ask"];
  limits: Limits;
  /** What systemd says of the unit; null: it was not asked. */
  verified: Verified | null;
}

/** The warnings of `systemd-analyze verify` about one unit. */
export interface Verified {
  /** The version of the systemd that was asked. */
  version: string;
  warnings: readonly { line: number; message: string }[];
}

/** What is known besides a service. */
export interface World {
  graph: ClosureGraph;
  files: StoreFiles;
  answers: Answers;
  policy?: Policy;
}
