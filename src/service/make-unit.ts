import type { FullService, Json } from "../manifest/types.ts";
import type { ServicePlan } from "../drop-in/plan.ts";
import { storeDirOf } from "../store-path/store-path.ts";
import { unitCommands } from "./commands.ts";
import { environmentOf } from "./environment.ts";
import { limitsFor } from "./limits.ts";
import { scriptsOf } from "./scripts.ts";
import { ofStore } from "./store-files.ts";
import { startedPrograms } from "./started.ts";
import type { Unit, Verified, World } from "./unit.ts";
import { unknownsOf } from "./unknowns.ts";
import { viewOf } from "./view.ts";

/** What a unit says by itself; all else follows from it and the world. */
export type UnitGiven = Omit<
  Unit,
  | "environment"
  | "view"
  | "graph"
  | "files"
  | "commands"
  | "allCommands"
  | "scripts"
  | "started"
  | "unknown"
  | "ask"
  | "limits"
> & {
  /** The option `environment`; what systemd shows stands in `config`. */
  variables: Record<string, Json>;
};

/** Works out the facts of a unit. Synchronous and pure: what it lacks is pending in `world.answers` afterwards. */
export function makeUnit({ variables, ...given }: UnitGiven, world: World): Unit {
  const { name, config, storeDir } = given;
  const files = ofStore(world.files, storeDir);
  const view = viewOf({ ...given, files });
  const allCommands = unitCommands(config);
  const commands = allCommands.filter(({ inChroot }) => inChroot);
  const environment = environmentOf(name, variables, config, { files, storeDir });
  const { scripts, unknown } = scriptsOf(commands, { view, files, environment, storeDir }, world.answers);
  const started = startedPrograms(commands, scripts);
  const unit: Unit = {
    ...given,
    environment,
    view,
    graph: world.graph,
    files,
    commands,
    allCommands,
    scripts,
    started,
    unknown,
    ask: (need) => world.answers.ask(need),
    limits: world.policy === undefined ? {} : limitsFor(world.policy, name),
  };
  return { ...unit, unknown: unknownsOf(unit) };
}

/** A unit as its manifest and its plan have it. */
export function unitFromManifest(
  { full, confinement, settings, ...service }: FullService,
  plan: ServicePlan,
  world: World,
  verified: Verified | null = null,
): Unit {
  const inside = plan.binds.map(({ target }) => target);
  const given: UnitGiven = {
    name: service.name,
    pathSafeName: service.pathSafeName,
    origin: "manifest",
    dialect: plan.dialect,
    ownModule: full.ownModule,
    mode: confinement.mode,
    binSh: confinement.binSh,
    packages: confinement.packages,
    fullUnit: confinement.fullUnit,
    profiles: full.profiles,
    mounts: plan.mounts,
    rootDirectory: settings.RootDirectory,
    config: full.serviceConfig ?? {},
    hasConfig: full.serviceConfig !== null,
    unitText: full.unitText,
    context: full.context,
    definitions: full.definitions,
    warnings: plan.warnings,
    inside,
    storeDir: storeDirOf([...inside, ...Object.keys(service.context)]),
    verified,
    variables: full.environment ?? {},
  };
  return makeUnit(given, world);
}
