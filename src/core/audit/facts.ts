import type { Graph } from "../closure.ts";
import type { Dialect } from "../dialect/facts.ts";
import type { ShellFacts } from "../facts/shell.ts";
import type { StoreFiles } from "../files/port.ts";
import type { FullFacts, FullService, Json, Service } from "../manifest/types.ts";
import type { ServicePlan } from "../plan.ts";
import type { NotLookedAt, Unknown } from "../facts/unknown.ts";
import type { Command } from "./commands.ts";
import { chrootCommands, scriptFilesOf, type ReadShell } from "./scripts.ts";
import { viewOf, type View } from "./view.ts";

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
  graph: Graph;
  sizeOf: (path: string) => number;
  /** Those that run in the chroot. */
  commands: Command[];
  /** The shell scripts among the programs that its own lines start. */
  scripts: Script[];
  /** What was not looked at, which rules say nothing about. */
  unknown: Unknown[];
  files: StoreFiles;
}

export interface Script {
  path: string;
  command: Command;
  shell: ShellFacts;
}

/** What is known of a host besides a service. */
export interface World {
  graph: Graph;
  sizeOf: (path: string) => number;
  files: StoreFiles;
  readShell: ReadShell;
}

/** What is known of a service: from the manifest, its plan, and the store. */
export function factsOf(service: FullService, plan: ServicePlan, world: World): ServiceFacts {
  const { full } = service;
  const config = full.serviceConfig ?? {};
  const commands = chrootCommands(config);
  const read = scriptFilesOf(commands, world.files).map((file) => ({
    ...file,
    shell: world.readShell(file),
  }));
  const inside = plan.binds.map(({ target }) => target);
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
    sizeOf: world.sizeOf,
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
