import { shortName, ownerOf } from "../../../store-path/store-path.ts";
import type { ServiceFacts } from "../../../service/facts.ts";
import { resolveLibraries } from "../../../programs/libraries.ts";
import { programAt } from "../../../programs/program.ts";
import type { Shebang } from "../../../programs/shebang.ts";
import { walk } from "../../../programs/walk.ts";
import { perService } from "./per-service.ts";

/** A program that an Exec line starts and the chroot shows, with what it needs to be loaded. */
export interface Program {
  /** The Exec setting that starts it first. */
  option: string;
  path: string;
  /** The path without the store directory and the hash. */
  name: string;
  /** What the chroot lacks to run it; null: nothing. */
  missingInterpreter: MissingInterpreter | null;
  /** Names of libraries that its loader will not find. */
  missingLibraries: readonly string[];
  /** Paths of the libraries that are loaded with it; null for a script or a static program, which has none to be known by. */
  loaded: readonly string[] | null;
}

/** `command`: what `env` looks up on PATH; `loader`: the dynamic loader of a program. */
export interface MissingInterpreter {
  kind: "command" | "script" | "loader";
  path: string;
}

/** The programs of all Exec lines, each once. */
export const programsOf = perService((facts: ServiceFacts): Program[] => {
  const known = new Set<string>();
  return facts.commands.flatMap(({ option, program: path }) => {
    if (known.has(path) || !facts.view.shows(path)) return [];
    known.add(path);
    const found = programAt(path, facts.files);
    const shebang = found?.shebang ?? null;
    const program: Program = {
      option,
      path,
      name: shortName(path, facts.storeDir),
      missingInterpreter: null,
      missingLibraries: [],
      loaded: null,
    };
    if (shebang !== null) return [{ ...program, missingInterpreter: ofScript(facts, shebang) }];
    return found?.kind === "elf" ? [{ ...program, ...ofElf(facts, path) }] : [];
  });
});

function ofScript(facts: ServiceFacts, { interpreter: path, program }: Shebang): MissingInterpreter | null {
  const isThere =
    ownerOf(path, facts.storeDir) !== null
      ? walk(path, facts.files, facts.view.shows).outcome === "found"
      : facts.view.shows(path);
  if (!isThere) return { kind: "script", path };
  return program === null || isOnPath(facts, program) ? null : { kind: "command", path: program };
}

/** Whether `env` finds the command. */
function isOnPath({ environment, files, view }: ServiceFacts, name: string): boolean {
  const directories = (environment["PATH"] ?? "").split(":").filter((each) => each.startsWith("/"));
  return directories.some((each) => walk(`${each}/${name}`, files, view.shows).outcome === "found");
}

function ofElf(facts: ServiceFacts, path: string): Partial<Program> {
  const report = resolveLibraries(path, {
    files: facts.files,
    isInside: facts.view.shows,
    libraryPath: (facts.environment["LD_LIBRARY_PATH"] ?? "").split(":").filter(Boolean),
  });
  if (report.interpreter === null) return {};
  return {
    missingInterpreter: report.interpreterFound ? null : { kind: "loader", path: report.interpreter },
    missingLibraries: report.missing.map(({ name }) => name),
    loaded: report.loaded,
  };
}
