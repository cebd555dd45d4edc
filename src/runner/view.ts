import { ServiceError } from "../base/errors.ts";
import { stringsOf } from "../systemd/lines.ts";
import type { FullFacts, Json, Service } from "../manifest/types.ts";
import type { ServicePlan } from "../drop-in/plan.ts";
import { DIALECTS } from "../reference/dialects.ts";
import { readBinds } from "../systemd/bind.ts";
import { isOn } from "../systemd/boolean.ts";
import {
  DIRECTORIES,
  DIRECTORY_OPTIONS,
  directoriesOf,
  type ServiceDirectory,
} from "../systemd/directories.ts";
import { environmentIn } from "../systemd/environment.ts";
import { withSpecifiers } from "../systemd/specifiers.ts";

export interface EnterOptions {
  /** A static shell of this machine, shown under TOOL_SHELL; null: none. */
  toolShell: string | null;
  /** TERM; null where there is no terminal. */
  terminal: string | null;
  /** What is run, the program first. */
  command: readonly string[];
  /** Whether this machine has a path. */
  exists: (path: string) => boolean;
}

/** How bubblewrap is to be started, and in what its view is not systemd's. */
export interface EnterPlan {
  args: string[];
  differences: string[];
  /** What the chroot has in common with this machine, so that what runs in it can reach it. */
  shared: string[];
  /** What the unit binds and this machine does not have: each a sentence. */
  absent: string[];
}

/** Where `--tool-shell` shows the shell that it adds. */
export const TOOL_SHELL = "/.tool-shell";

const TOOLS = ["sh", "ls", "cat", "find", "grep", "env", "id", "mount", "stat", "readlink"];

type Settings = Record<string, Json>;

/** The chroot of a service as arguments of bubblewrap: the same paths, /bin/sh, API file systems, environment and directory. */
export function planEnter(
  service: Service,
  plan: ServicePlan,
  full: FullFacts,
  options: EnterOptions,
): EnterPlan {
  const settings = full.serviceConfig ?? {};
  const user = userOf(settings);
  const own = ownBinds(settings, service.name, options.exists);
  const isOffline = isOn(settings["PrivateNetwork"]);
  const args = [
    "--die-with-parent",
    "--unshare-user-try",
    // A process of the caller is neither seen nor reached. Process 1 is bubblewrap's: as process 1 a program would ignore Ctrl-C.
    "--unshare-pid",
    "--unshare-ipc",
    ...user.args,
    ...(isOffline ? ["--unshare-net"] : []),
    ...apiFileSystems(service.confinement.mode === "full-apivfs", plan.dialect),
    // A dangling symlink cannot be bound, and has been warned of.
    ...plan.binds.flatMap(({ source, target }) =>
      source === "" ? ["--ro-bind-try", target, target] : ["--ro-bind", source ?? target, target],
    ),
    ...(plan.binSh === null ? [] : ["--ro-bind", plan.binSh, "/bin/sh"]),
    ...own.args,
    ...(options.toolShell === null ? [] : toolShell(options.toolShell)),
    ...environment(full, service.name, options.toolShell !== null),
    ...emptyDirectories(settings, service.name),
    ...(options.terminal === null ? [] : ["--setenv", "TERM", options.terminal]),
    ...workingDirectory(settings, service.name),
    ...(DIALECTS[plan.dialect].readOnlyRoot ? ["--remount-ro", "/"] : []),
    "--",
    ...options.command,
  ];
  requirePrintable(service.name, args.slice(0, args.indexOf("--") + 2));
  const differences = [...user.differences, ...differencesOf(settings, service, options)];
  return { args, differences, shared: sharedWith(isOffline), absent: own.absent };
}

/** bubblewrap unshares the mounts, the process IDs and what we ask for (namespaces(7)). */
function sharedWith(isOffline: boolean): string[] {
  return [
    ...(isOffline ? [] : ["the network, with the abstract sockets of other programs"]),
    "your user: outside of the chroot's user namespace, what runs in it is yours",
    "the terminal, the host name, the clock, the kernel's keyrings, cgroups",
  ];
}

/** bubblewrap itself names on the terminal what it cannot show or start; of the environment it says nothing. */
function requirePrintable(service: string, args: readonly string[]): void {
  const isValue = (i: number) => args[i - 1] === "--setenv" || args[i - 2] === "--setenv";
  const found = args.find((argument, i) => /\p{Cc}/u.test(argument) && !isValue(i));
  if (found !== undefined)
    throw new ServiceError(service, `${JSON.stringify(found)} has a control character, and cannot be a path`);
}

function apiFileSystems(isFull: boolean, dialect: ServicePlan["dialect"]): string[] {
  const empty = (directories: readonly string[]) => directories.flatMap((directory) => ["--dir", directory]);
  const shown = DIALECTS[dialect].baseDirectories;
  if (isFull) {
    const mounts = ["--proc", "/proc", "--dev", "/dev", "--ro-bind", "/sys", "/sys"];
    return [...mounts, "--tmpfs", "/run", "--tmpfs", "/tmp", "--tmpfs", "/var/tmp", ...empty(shown.full)];
  }
  return empty(shown.chroot);
}

/** What the unit itself binds. Where a source is missing, systemd would not start the unit. */
function ownBinds(settings: Settings, unit: string, exists: EnterOptions["exists"]) {
  const { binds } = readBinds(settings, unit);
  const missing = binds.filter(({ optional, source }) => !optional && !exists(source));
  return {
    args: BWRAP_BINDS.flatMap(([option, flag]) =>
      binds.filter((bind) => bind.option === option).flatMap(({ source, target }) => [flag, source, target]),
    ),
    absent: missing.map(
      ({ option, source }) =>
        `${option} names ${source}, which this machine does not have: systemd would end with 226/NAMESPACE`,
    ),
  };
}

const BWRAP_BINDS = [
  ["BindReadOnlyPaths", "--ro-bind-try"],
  ["BindPaths", "--bind-try"],
] as const;

/** Those that hold the service's data, without the one that confinement itself has for its root. */
function keptDirectories(settings: Settings, unit: string): ServiceDirectory[] {
  return directoriesOf(settings, unit).filter(
    ({ option, name }) => option !== "ConfigurationDirectory" && !name.startsWith("confinement/"),
  );
}

/** Empty ones, thrown away afterwards: a look at a service must not change its state. */
function emptyDirectories(settings: Settings, unit: string): string[] {
  const kept = keptDirectories(settings, unit);
  return DIRECTORY_OPTIONS.flatMap((option) => {
    const paths = kept.filter((each) => each.option === option).map(({ path }) => path);
    if (paths.length === 0) return [];
    const mounts = paths.flatMap((path) => ["--tmpfs", path]);
    return [...mounts, "--setenv", DIRECTORIES[option].variable, paths.join(":")];
  });
}

function toolShell(shell: string): string[] {
  const program = `${TOOL_SHELL}/busybox`;
  return [
    "--ro-bind",
    shell,
    program,
    ...TOOLS.flatMap((tool) => ["--symlink", "busybox", `${TOOL_SHELL}/${tool}`]),
  ];
}

function environment(full: FullFacts, unit: string, hasTools: boolean): string[] {
  const values = new Map<string, string>();
  for (const [name, value] of Object.entries(full.environment ?? {}))
    if (typeof value === "string" || typeof value === "number")
      values.set(name, withSpecifiers(String(value), unit));
  for (const [name, value] of environmentIn(full.serviceConfig?.["Environment"], unit))
    values.set(name, value);
  if (hasTools) values.set("PATH", [values.get("PATH"), TOOL_SHELL].filter(Boolean).join(":"));
  return ["--clearenv", ...[...values].flatMap(([name, value]) => ["--setenv", name, value])];
}

function workingDirectory(settings: Settings, unit: string): string[] {
  const [written = "/"] = stringsOf(settings["WorkingDirectory"]);
  const directory = withSpecifiers(written, unit);
  if (directory === "~" || directory === "-~") return ["--chdir", "/"];
  return ["--chdir", directory.replace(/^-/, "")];
}

/** The first user that systemd gives to DynamicUser (systemd.exec(5)). */
const DYNAMIC_USER = "61184";

function userOf(settings: Settings): { args: string[]; differences: string[] } {
  const [name = "root"] = stringsOf(settings["User"]);
  const isNumber = /^\d+$/.test(name);
  const isDynamic = isOn(settings["DynamicUser"]);
  const id = isDynamic ? DYNAMIC_USER : isNumber ? name : name === "root" ? "0" : "65534";
  const isKnown = isNumber || name === "root" || isDynamic;
  return {
    args: ["--uid", id, "--gid", id],
    differences: [
      "the user is one of a user namespace: outside it is you, and files of others belong to nobody",
      ...(isKnown ? [] : [`User=${name} is shown as nobody: this machine need not have it`]),
    ],
  };
}

function differencesOf(
  settings: Settings,
  { confinement, name }: Service,
  { toolShell: shell }: EnterOptions,
): string[] {
  const ignored = [
    "CapabilityBoundingSet",
    "AmbientCapabilities",
    "SystemCallFilter",
    "RestrictAddressFamilies",
  ];
  const set = ignored.filter((option) => settings[option] !== undefined);
  const kept = [...new Set(keptDirectories(settings, name).map(({ option }) => option))];
  return [
    "no cgroup, no resource limits, no journal: output goes to the terminal",
    "process IDs begin anew: 1 is bubblewrap, and the program's parent",
    ...(set.length === 0 ? [] : [`not applied: ${set.join(", ")}`]),
    ...(kept.length === 0 ? [] : [`${kept.join(", ")}: empty, and thrown away afterwards`]),
    ...(stringsOf(settings["EnvironmentFile"]).length === 0 ? [] : ["EnvironmentFile is not read"]),
    ...(stringsOf(settings["LoadCredential"]).length === 0 ? [] : ["there are no credentials"]),
    ...(confinement.mode === "full-apivfs" ? ["/dev and /sys are bubblewrap's and this machine's"] : []),
    ...(shell === null
      ? []
      : [`${TOOL_SHELL} is added from outside (${shell}); the service does not have it`]),
  ];
}
