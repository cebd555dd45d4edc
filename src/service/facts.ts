import { storeDirOf } from "../store-path/store-path.ts";
import type { ClosureGraph } from "../store-path/graph.ts";
import type { ShellFacts } from "../programs/shell.ts";
import type { StoreFiles } from "../programs/port.ts";
import type { FullFacts, FullService, Json, Service } from "../manifest/types.ts";
import type { ServicePlan } from "../drop-in/plan.ts";
import { type Command } from "../systemd/exec-line.ts";
import { viewOf, type View } from "./view.ts";
import type { Dialect } from "../reference/dialects.ts";
import { limitsFor, type Limits, type Policy } from "./limits.ts";
import type { NotLookedAt, Unknown } from "../base/unknown.ts";
import { chrootCommands, scriptFilesOf, type ReadShell } from "./scripts.ts";

/** What rules judge a service by. */
export interface ServiceFacts {
  service: Service;
  full: FullFacts;
  config: Record<string, Json>;
  environment: Record<string, string>;
  plan: ServicePlan;
  dialect: Dialect;
  /** The store paths in the chroot, ascending. */
  inside: readonly string[];
  view: View;
  graph: ClosureGraph;
  /** The directory of the store that the host has. */
  storeDir: string;
  /** Those that run in the chroot. */
  commands: Command[];
  /** The shell scripts among the programs that its own lines start. */
  scripts: Script[];
  /** What was not looked at, which rules say nothing about. */
  unknown: Unknown[];
  files: StoreFiles;
  /** What the policy allows this service's chroot to hold. */
  limits: Limits;
  /** What systemd says of the service's unit; null: it was not asked. */
  verified: Verified | null;
}

/** The warnings of `systemd-analyze verify` about one unit. */
export interface Verified {
  /** The version of the systemd that was asked. */
  version: string;
  warnings: readonly { line: number; message: string }[];
}

export interface Script {
  path: string;
  command: Command;
  shell: ShellFacts;
}

/** What is known of a host besides a service. */
export interface World {
  graph: ClosureGraph;
  files: StoreFiles;
  readShell: ReadShell;
  policy?: Policy;
}

/** What is known of a service: from the manifest, its plan, and the store. */
export function factsOf(
  service: FullService,
  plan: ServicePlan,
  world: World,
  verified: Verified | null = null,
): ServiceFacts {
  const { full } = service;
  const config = full.serviceConfig ?? {};
  const commands = chrootCommands(config);
  const inside = plan.binds.map(({ target }) => target);
  const storeDir = storeDirOf([...inside, ...Object.keys(service.context)]);
  const read = scriptFilesOf(commands, storeDir, world.files).map((file) => ({
    ...file,
    shell: world.readShell(file),
  }));
  return {
    service,
    full,
    config,
    environment: textsIn(full.environment ?? {}),
    plan,
    dialect: plan.dialect,
    inside,
    view: viewOf(service, config, inside, plan.binSh),
    commands,
    scripts: read.flatMap(({ path, command, shell }) =>
      "notLookedAt" in shell ? [] : [{ path, command, shell }],
    ),
    unknown: unknownOf(read),
    files: world.files,
    graph: world.graph,
    storeDir,
    limits: world.policy === undefined ? {} : limitsFor(world.policy, service.name),
    verified,
  };
}

/** Each script once, however many lines start it. */
function unknownOf(read: readonly { path: string; shell: ShellFacts | NotLookedAt }[]): Unknown[] {
  const reasons = new Map(
    read.flatMap(({ path, shell }) => ("notLookedAt" in shell ? [[path, shell.notLookedAt]] : [])),
  );
  return [...reasons].map(([path, why]) => ({ what: `script ${path}`, why }));
}

function textsIn(set: Record<string, Json>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(set).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
  );
}
