import { hashPart, storeDirOf } from "../store-path/store-path.ts";
import { storePathsIn } from "../store-path/text.ts";
import { packageClosure } from "../store-path/closure.ts";
import type { ClosureGraph } from "../store-path/graph.ts";
import { EXEC_OPTIONS, stringsOf } from "../systemd/lines.ts";
import type { Definition, FullFacts, Service } from "../manifest/types.ts";
import { BY_NIXOS } from "../reference/profiles.ts";
import { readBinds } from "../systemd/bind.ts";

/** One text that adds store paths to a chroot, and the option that it was written in. */
export interface TextSource {
  /** Below `systemd.services.<name>`, such as `["serviceConfig", "ExecStart"]`. */
  option: string[];
  text: string;
  /** Where the option is written; empty where the host does not say. */
  places: Definition[];
  /** The store paths that the text itself names, ascending. */
  roots: string[];
  /** All that they add, them included. */
  closure: Set<string>;
}

/** What each entry of a service's packages comes from, in their order; `inside` is the chroot's closure. */
export function sourcesOf(service: Service, graph: ClosureGraph, inside: readonly string[]): TextSource[] {
  const origins = originsOf(service);
  return service.confinement.packages.map((text) => {
    const option = origins(text);
    const closure = new Set(packageClosure(graph, inside, text));
    return {
      option,
      text,
      places: placesOf(service.full?.definitions ?? [], option),
      roots: namedIn(text, closure),
      closure,
    };
  });
}

/** What becomes an Exec setting, and says more than the place of the module which makes it so. */
const SCRIPTS: Partial<Record<string, string>> = {
  ExecStart: "script",
  ExecStartPre: "preStart",
  ExecStartPost: "postStart",
  ExecReload: "reload",
  ExecStop: "preStop",
  ExecStopPost: "postStop",
};

/** The option that somebody wrote: `script`, where ExecStart is made of it. */
export function writtenOption(
  definitions: readonly Definition[],
  option: readonly string[],
): readonly string[] {
  const script = option[0] === "serviceConfig" ? SCRIPTS[option[1] ?? ""] : undefined;
  const has = (wanted: readonly string[]) =>
    definitions.some((each) => each.option.join("\0") === wanted.join("\0"));
  return script !== undefined && has([script]) && !has(option) ? [script] : option;
}

/** The definitions of an option as it was written, else of the option that it stands in. */
export function placesOf(definitions: readonly Definition[], option: readonly string[]): Definition[] {
  const written = writtenOption(definitions, option);
  for (let length = written.length; length > 0; length--) {
    const wanted = written.slice(0, length).join("\0");
    const found = definitions.filter((definition) => definition.option.join("\0") === wanted);
    if (found.length > 0) return found;
  }
  return [];
}

function originsOf({ confinement, context, full }: Service): (text: string) => string[] {
  const known = new Map<string, string[]>();
  for (const key of EXEC_OPTIONS) {
    for (const line of stringsOf(full?.serviceConfig?.[key])) {
      if (!known.has(line)) known.set(line, ["serviceConfig", key]);
    }
  }
  if (confinement.binSh !== null) known.set(confinement.binSh, ["confinement", "binSh"]);
  for (const [text, option] of full === undefined
    ? []
    : addedByModule(full, storeDirOf(Object.keys(context))))
    if (!known.has(text)) known.set(text, option);
  return (text) => {
    const isUnit = confinement.fullUnit && text.startsWith("{");
    return isUnit ? ["confinement", "fullUnit"] : (known.get(text) ?? ["confinement", "packages"]);
  };
}

/** What the options of our own module add to the packages, each by the option that it comes from. */
function addedByModule(
  { ownModule, profiles, serviceConfig, environment }: FullFacts,
  storeDir: string,
): [string, string[]][] {
  if (!ownModule) return [];
  const { PATH, ...variables } = environment ?? {};
  const bound = readBinds(serviceConfig ?? {}, "").binds.map(({ source }) => source);
  const ofProfiles = [...bound, ...BY_NIXOS.flatMap((name) => stringsOf(variables[name]))];
  return [
    ...stringsOf(PATH)
      .flatMap((text) => storePathsIn(text, storeDir))
      .map((path): [string, string[]] => [path, ["path"]]),
    ...(profiles.length === 0 ? [] : ofProfiles).map((text): [string, string[]] => [
      text,
      ["confinement", "profiles"],
    ]),
    ...Object.entries(variables).flatMap(([name, value]) =>
      stringsOf(value).map((text): [string, string[]] => [text, ["environment", name]]),
    ),
  ];
}

/** The paths of a closure that a text names itself. */
function namedIn(text: string, closure: ReadonlySet<string>): string[] {
  return [...closure].filter((path) => {
    const hash = hashPart(path);
    return hash !== null && text.includes(hash);
  });
}

/** What would leave a chroot with one of its sources: the paths that no other one adds. */
export function exclusiveTo(source: TextSource, sources: readonly TextSource[]): string[] {
  const others = sources.filter((other) => other !== source);
  return [...source.closure].filter((path) => !others.some(({ closure }) => closure.has(path))).toSorted();
}
