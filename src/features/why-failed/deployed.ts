import { ownerOf, parseStorePath } from "../../store-path/store-path.ts";
import { EXEC_OPTIONS } from "../../systemd/lines.ts";
import type { FullService, Json } from "../../manifest/types.ts";
import type { ServicePlan } from "../../drop-in/plan.ts";
import { commandRuns, shownBinds, SHOWN_AS_WRITTEN, shownEnvironmentFiles } from "../../systemd/show.ts";
import { dialectOfRoot } from "../../reference/dialects.ts";
import { DEFAULT_STRATEGY } from "../../reference/strategies.ts";
import { splitEscapedWords } from "../../systemd/words.ts";
import { readServiceSettings } from "../../systemd/unit-file.ts";
import { parseAssignment } from "../../systemd/environment.ts";

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
  const files = shownEnvironmentFiles(show);
  const shell = binds.find(({ target }) => target === "/bin/sh")?.source ?? null;
  const own = binds.filter((bind) => !inside.includes(bind) && bind.target !== "/bin/sh");
  const config: Record<string, Json> = {
    ...Object.fromEntries(
      SHOWN_AS_WRITTEN.flatMap((option) => (value(option) === "" ? [] : [[option, show.get(option)!]])),
    ),
    ...linesOfCommands(show),
    ...(files.length === 0 ? {} : { EnvironmentFile: files }),
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

/** What `Environment=` is shown as: one line, quoted like the setting. */
function environmentOf(show: ReadonlyMap<string, string[]>): Record<string, string> {
  return Object.fromEntries(
    (show.get("Environment") ?? [])
      .flatMap(splitEscapedWords)
      .map(parseAssignment)
      .filter((each) => each !== null),
  );
}
