import { dialectOfRoot } from "../reference/dialects.ts";
import { DEFAULT_STRATEGY } from "../reference/strategies.ts";
import { ownerOf, parseStorePath, STORE_DIR } from "../store-path/store-path.ts";
import type { Json } from "../base/json.ts";
import { EXEC_OPTIONS } from "../systemd/lines.ts";
import { commandRuns, shownBinds, SHOWN_AS_WRITTEN, shownEnvironmentFiles } from "../systemd/show.ts";
import { readServiceSettings } from "../systemd/unit-file.ts";
import { makeUnit } from "./make-unit.ts";
import type { Unit, World } from "./unit.ts";

/**
 * A unit as it was run: from `systemctl show UNIT`, and, where it is there, `systemctl cat UNIT`, which has the settings that the
 * first leaves out. `packages` and the rest of what only a configuration says are empty.
 */
export function unitFromSystemd(
  name: string,
  show: ReadonlyMap<string, string[]>,
  cat: string | null,
  world: World,
): Unit {
  const value = (property: string) => show.get(property)?.[0] ?? "";
  const binds = shownBinds(show);
  const inside = binds.filter(
    ({ source, target }) => parseStorePath(target) !== null && ownerOf(source) !== null,
  );
  const own = binds.filter((bind) => !inside.includes(bind) && bind.target !== "/bin/sh");
  const root = value("RootDirectory");
  return makeUnit(
    {
      name,
      pathSafeName: name,
      origin: "systemd",
      dialect: dialectOfRoot(root),
      ownModule: false,
      mode: value("MountAPIVFS") === "no" ? "chroot-only" : "full-apivfs",
      binSh: binds.find(({ target }) => target === "/bin/sh")?.source ?? null,
      packages: [],
      fullUnit: false,
      profiles: [],
      mounts: DEFAULT_STRATEGY,
      rootDirectory: root === "" ? null : root,
      config: { ...configOf(show, cat), ...bindLines(own) },
      hasConfig: true,
      unitText: cat,
      context: null,
      definitions: [],
      warnings: [],
      inside: inside.map(({ target }) => target),
      storeDir: STORE_DIR,
      verified: null,
      variables: {},
    },
    world,
  );
}

function configOf(show: ReadonlyMap<string, string[]>, cat: string | null): Record<string, Json> {
  const files = shownEnvironmentFiles(show);
  const shown = [...SHOWN_AS_WRITTEN, "Environment"].flatMap((option): [string, Json][] => {
    const lines = show.get(option) ?? [""];
    return lines[0] === "" ? [] : [[option, lines]];
  });
  return {
    ...Object.fromEntries(shown),
    ...linesOfCommands(show),
    ...(files.length === 0 ? {} : { EnvironmentFile: files }),
    ...(cat === null ? {} : readServiceSettings(cat)),
  };
}

type ShownBind = ReturnType<typeof shownBinds>[number];

function bindLines(own: readonly ShownBind[]): Record<string, Json> {
  const of = (option: string) => own.filter((bind) => bind.option === option).map(lineOf);
  return { BindPaths: of("BindPaths"), BindReadOnlyPaths: of("BindReadOnlyPaths") };
}

const lineOf = ({ isOptional, source, target }: ShownBind) =>
  `${isOptional ? "-" : ""}${source}${source === target ? "" : `:${target}`}`;

function linesOfCommands(show: ReadonlyMap<string, string[]>): Record<string, string[]> {
  const runs = commandRuns(show);
  const named = [...EXEC_OPTIONS, "ExecCondition"].map((option): [string, string[]] => [
    option,
    runs.filter((run) => run.option === option).map(({ line }) => line),
  ]);
  return Object.fromEntries(named.filter(([, lines]) => lines.length > 0));
}
