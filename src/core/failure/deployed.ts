import { ownerOf, parseStorePath } from "../../store-path/store-path.ts";
import { splitWords } from "../../systemd/words.ts";
import { EXEC_OPTIONS } from "../../systemd/lines.ts";
import type { FullService, Json } from "../manifest/types.ts";
import type { ServicePlan } from "../plan.ts";
import { commandRuns, readServiceSettings, shownBinds } from "../../systemd/show.ts";
import { dialectOfRoot } from "../../reference/dialects.ts";
import { DEFAULT_STRATEGY } from "../../reference/strategies.ts";

/** Settings whose values `systemctl show` prints as they stand in a unit. */
const SHOWN =
  `WorkingDirectory User Group SupplementaryGroups StandardInput StandardOutput StandardError RootDirectory RootImage MountAPIVFS
MountImages PrivateTmp PrivateUsers DynamicUser ProtectSystem StateDirectory CacheDirectory LogsDirectory ConfigurationDirectory
RuntimeDirectory TemporaryFileSystem ReadWritePaths ReadOnlyPaths InaccessiblePaths ExecPaths NoExecPaths PAMName
NetworkNamespacePath`.split(/\s+/);

/** A unit as it was run: what the audit judges a service by, read back from systemd. */
export interface Deployed {
  service: FullService;
  plan: ServicePlan;
}

/** From `systemctl show UNIT`, and, where it is there, `systemctl cat UNIT`, which has the settings that the first leaves out. */
export function deployedUnit(
  name: string,
  show: ReadonlyMap<string, string[]>,
  cat: string | null,
): Deployed {
  const value = (property: string) => show.get(property)?.[0] ?? "";
  const binds = shownBinds(show);
  const inside = binds.filter(
    ({ source, target }) => parseStorePath(target) !== null && ownerOf(source) !== null,
  );
  const shell = binds.find(({ target }) => target === "/bin/sh")?.source ?? null;
  const own = binds.filter((bind) => !inside.includes(bind) && bind.target !== "/bin/sh");
  const config: Record<string, Json> = {
    ...Object.fromEntries(
      SHOWN.flatMap((option) => (value(option) === "" ? [] : [[option, show.get(option)!]])),
    ),
    ...linesOfCommands(show),
    ...environmentFiles(show),
    ...(cat === null ? {} : readServiceSettings(cat)),
  };
  for (const option of ["BindPaths", "BindReadOnlyPaths"]) {
    config[option] = own.filter((bind) => bind.option === option).map(lineOf);
  }
  const root = value("RootDirectory");
  const service: FullService = {
    name,
    pathSafeName: name,
    confinement: {
      enable: true,
      mode: value("MountAPIVFS") === "no" ? "chroot-only" : "full-apivfs",
      fullUnit: false,
      binSh: shell,
      packages: [],
      packageKinds: [],
    },
    packageText: "",
    context: {},
    settings: { PrivateTmp: null, RootDirectory: root === "" ? null : root },
    reference: null,
    full: {
      serviceConfig: config,
      unitText: cat,
      environment: environmentOf(show),
      path: null,
      context: {},
      ownModule: false,
      profiles: [],
      ignore: {},
      definitions: [],
    },
  };
  const plan: ServicePlan = {
    service: name,
    dialect: dialectOfRoot(root),
    file: "",
    binSh: shell,
    inaccessible: [],
    mounts: DEFAULT_STRATEGY,
    binds: inside.map(({ source, target }) => ({ source: source === target ? null : source, target })),
    warnings: [],
  };
  return { service, plan };
}

const lineOf = ({ isOptional, source, target }: ReturnType<typeof shownBinds>[number]) =>
  `${isOptional ? "-" : ""}${source}${source === target ? "" : `:${target}`}`;

function linesOfCommands(show: ReadonlyMap<string, string[]>): Record<string, string[]> {
  const runs = commandRuns(show);
  const named = [...EXEC_OPTIONS, "ExecCondition"].map((option): [string, string[]] => [
    option,
    runs.filter((run) => run.option === option).map(({ line }) => line),
  ]);
  return Object.fromEntries(named.filter(([, lines]) => lines.length > 0));
}

/** `EnvironmentFiles=/run/x.env (ignore_errors=no)` */
function environmentFiles(show: ReadonlyMap<string, string[]>): Record<string, string[]> {
  const files = (show.get("EnvironmentFiles") ?? []).flatMap((line) => {
    const [, path, ignored] = /^(.*) \(ignore_errors=(\w+)\)$/.exec(line) ?? [];
    return path === undefined ? [] : [`${ignored === "yes" ? "-" : ""}${path}`];
  });
  return files.length === 0 ? {} : { EnvironmentFile: files };
}

function environmentOf(show: ReadonlyMap<string, string[]>): Record<string, string> {
  const words = (show.get("Environment") ?? []).flatMap(splitWords);
  return Object.fromEntries(
    words.flatMap((word) => {
      const i = word.indexOf("=");
      return i < 1 ? [] : [[word.slice(0, i), word.slice(i + 1)]];
    }),
  );
}
