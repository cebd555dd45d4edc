import type { Script, ServiceFacts } from "../../../service/facts.ts";
import { nameOf } from "../../../store-path/store-path.ts";
import { writtenOption } from "../../../service/sources.ts";
import { storePathsIn } from "../../../store-path/text.ts";
import type { Where } from "../../../diagnostics/rule.ts";
import { text } from "../rule.ts";
import { perService } from "./per-service.ts";

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
export const pathCommands = perService((facts: ServiceFacts): PathCommand[] =>
  facts.scripts.flatMap((script) => {
    const directories = searchPath(facts, script);
    if (directories === null) return [];
    const known = new Set<string>();
    return script.shell.commands.flatMap(({ kind, name, confidence }) => {
      if (kind !== "bare" || name === null || known.has(name)) return [];
      known.add(name);
      // A function of a sourced file, a word that may not be a command.
      if (confidence === "low") return [];
      const places = directories
        .map((directory) => `${directory}/${name}`)
        .filter((place) => facts.files.stat(place) !== null);
      const shown = places.find((place) => facts.view.shows(place));
      const option = writtenOption(facts.service, ["serviceConfig", script.command.option]);
      const where = { option, target: text(name), confidence };
      return [{ name, script, place: shown ?? places[0] ?? null, isShown: shown !== undefined, where }];
    });
  }),
);

/** The name of the package that has a file; outside of the store, the path itself. */
export function packageOf(place: string, storeDir: string): string {
  const [owner] = storePathsIn(place, storeDir);
  return owner === undefined ? place : nameOf(owner);
}

/** The directories of PATH; null where the script computes them. */
function searchPath({ environment }: ServiceFacts, { shell }: Script): string[] | null {
  let directories = (environment["PATH"] ?? "").split(":").filter((each) => each.startsWith("/"));
  for (const assigned of shell.searchPaths.filter(({ forOneCommand }) => !forOneCommand)) {
    if (assigned.directories.includes(null)) return null;
    directories = assigned.directories.flatMap((each) => (each === "$PATH" ? directories : [each!]));
  }
  return directories;
}
