import { ownerOf, storeDirOf } from "../store-path/store-path.ts";
import type { ClosureGraph } from "../store-path/graph.ts";
import type { ShellFacts } from "../programs/shell.ts";
import type { StoreFiles } from "../programs/port.ts";
import type { FullFacts, FullService, Json, Service } from "../manifest/types.ts";
import type { ServicePlan } from "../drop-in/plan.ts";
import { commandsOf, type Command } from "../systemd/exec-line.ts";
import { viewOf, type View } from "./view.ts";
import type { Dialect } from "../reference/dialects.ts";
import { limitsFor, type Limits, type Policy } from "./limits.ts";

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
  /** Null where there is no grammar: rules about scripts are silent then. */
  readShell: ((text: string) => ShellFacts) | null;
  policy?: Policy;
}

/** Longer scripts are data. */
const MAX_SCRIPT = 1024 * 1024;

/** What is known of a service: from the manifest, its plan, and the store. */
export function factsOf(
  service: FullService,
  plan: ServicePlan,
  world: World,
  verified: Verified | null = null,
): ServiceFacts {
  const { full } = service;
  const config = full.serviceConfig ?? {};
  const commands = commandsOf(config).filter(({ prefix }) => !prefix.includes("+"));
  const inside = plan.binds.map(({ target }) => target);
  const storeDir = storeDirOf([...inside, ...Object.keys(service.context)]);
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
    scripts: commands.flatMap((command) => scriptOf(command, storeDir, world)),
    files: world.files,
    graph: world.graph,
    storeDir,
    limits: world.policy === undefined ? {} : limitsFor(world.policy, service.name),
    verified,
  };
}

function scriptOf(command: Command, storeDir: string, { files, readShell }: World): Script[] {
  if (readShell === null || ownerOf(command.program, storeDir) === null) return [];
  const head = files.read(command.program, 0, MAX_SCRIPT);
  if (head === null || head[0] !== 0x23 || head[1] !== 0x21) return [];
  const text = new TextDecoder().decode(head);
  const line = text.slice(0, text.indexOf("\n"));
  return /(?:\/|env (?:-S )?)(?:ba|da|a)?sh\b/.test(line)
    ? [{ path: command.program, command, shell: readShell(text) }]
    : [];
}

function textsIn(set: Record<string, Json>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(set).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
  );
}
