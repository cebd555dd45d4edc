import type { Confidence } from "../../../manifest/place.ts";
import { least, type Script } from "../../../service/scripts.ts";
import type { Unit } from "../../../service/unit.ts";
import { nameOf } from "../../../store-path/store-path.ts";
import { writtenOption } from "../../../service/sources.ts";
import { storePathsIn } from "../../../store-path/text.ts";
import type { Where } from "../../../diagnostics/rule.ts";
import { text } from "../rule.ts";
import { baseName } from "./libraries.ts";
import { perService } from "./per-service.ts";
import { byCertainty, certaintyOf } from "./certainty.ts";

/** A command without a directory in one of the service's scripts, looked up on the PATH that it will have. */
export interface PathCommand {
  name: string;
  script: Script;
  /** The first file of that name that the chroot shows, else the first that only the host has; null: there is none. */
  place: string | null;
  isShown: boolean;
  where: Required<Pick<Where, "option" | "target" | "confidence">>;
}

/** Each command once for each script. A script that computes its PATH, or that checks for a command itself, says nothing about it. */
export const pathCommands = perService((facts: Unit): PathCommand[] =>
  facts.scripts.flatMap((script) => {
    const directories = searchPath(facts, script);
    if (directories === null) return [];
    const open = facts.environment.open.length > 0 ? "medium" : "high";
    const known = new Set<string>();
    const bare = script.shell.commands.flatMap((command) => {
      const confidence = command.kind === "bare" ? certaintyOf(command) : null;
      if (confidence === null || command.name === null) return [];
      const most = limitOf(facts, directories, command.via);
      return [{ name: command.name, confidence: least(confidence, most) }];
    });
    return bare.toSorted(byCertainty).flatMap(({ name, confidence }) => {
      if (known.has(name)) return [];
      known.add(name);
      const sure = least(least(script.confidence, confidence), open);
      if (isSourced(facts, script, name)) return [];
      const places = directories
        .map((directory) => `${directory}/${name}`)
        .filter((place) => facts.files.stat(place) !== null);
      const shown = places.find((place) => facts.view.mayShow(place));
      const option = writtenOption(facts.definitions, ["serviceConfig", script.command.option]);
      const where = { option, target: text(name), confidence: sure };
      return [{ name, script, place: shown ?? places[0] ?? null, isShown: shown !== undefined, where }];
    });
  }),
);

/**
 * How certain a command can be that another program starts: `sudo` and `doas` look it up on a PATH of their own, and programs
 * of busybox (`xargs`, `timeout`, …) start the programs of the same busybox without PATH.
 */
function limitOf(unit: Unit, directories: readonly string[], via: readonly string[]): Confidence {
  if (via.some((name) => isOfBusybox(unit, directories, name))) return "low";
  return via.some((name) => name === "sudo" || name === "doas") ? "medium" : "high";
}

function isOfBusybox({ view }: Unit, directories: readonly string[], name: string): boolean {
  const targets = directories.map((each) => view.resolve(`${each}/${name}`));
  const first = targets.find((each) => each.known && each.value !== null);
  return first?.known === true && first.value !== null && baseName(first.value) === "busybox";
}

/** Longer files are no libraries of functions. */
const MAX_SOURCED = 256 * 1024;

/** Whether a file that the script sources defines a function of this name. One that cannot be read only makes the command less certain. */
function isSourced({ files }: Unit, { shell }: Script, name: string): boolean {
  return shell.paths
    .filter(({ use }) => use === "source")
    .some(({ path }) => {
      const bytes = files.read(path, 0, MAX_SOURCED);
      if (bytes === null) return false;
      const lines = new TextDecoder().decode(bytes).split("\n");
      const starts = [`${name}()`, `${name} ()`, `function ${name} `, `function ${name}(`];
      return lines.some((line) => starts.some((start) => line.trimStart().startsWith(start)));
    });
}

/** The name of the package that has a file; outside of the store, the path itself. */
export function packageOf(place: string, storeDir: string): string {
  const [owner] = storePathsIn(place, storeDir);
  return owner === undefined ? place : nameOf(owner);
}

/** The directories of PATH; null where the script computes them. */
function searchPath(unit: Unit, { shell, parent }: Script): string[] | null {
  const before = parent === null ? pathOf(unit) : searchPath(unit, parent);
  if (before === null) return null;
  let directories = before;
  for (const assigned of shell.searchPaths.filter(({ forOneCommand }) => !forOneCommand)) {
    if (assigned.directories.includes(null)) return null;
    directories = assigned.directories.flatMap((each) => (each === "$PATH" ? directories : [each!]));
  }
  return directories;
}

/** The directories of the PATH that commands start with. */
export const pathOf = ({ environment }: Pick<Unit, "environment">): string[] =>
  (environment.text("PATH") ?? "").split(":").filter((each) => each.startsWith("/"));
