import { shortName, ownerOf } from "../../../store-path/store-path.ts";
import type { Unit } from "../../../service/unit.ts";
import { resolveLibraries } from "../../../programs/libraries.ts";
import { programAt } from "../../../programs/program.ts";
import type { Shebang } from "../../../programs/shebang.ts";
import { walk } from "../../../programs/walk.ts";
import { pathOf } from "./path-commands.ts";
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
export const programsOf = perService((facts: Unit): Program[] => {
  const known = new Set<string>();
  return facts.commands.flatMap(({ option, program: path }) => {
    if (known.has(path) || !facts.view.mayShow(path)) return [];
    known.add(path);
    const found = programAt(path, facts.view.files);
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

function ofScript(facts: Unit, { interpreter: path, program }: Shebang): MissingInterpreter | null {
  const isThere =
    ownerOf(path, facts.storeDir) !== null
      ? walk(path, facts.view.files, facts.view.mayShow).outcome === "found"
      : facts.view.mayShow(path);
  if (!isThere) return { kind: "script", path };
  return program === null || isOnPath(facts, program) ? null : { kind: "command", path: program };
}

/** Whether `env` finds the command. */
function isOnPath(unit: Unit, name: string): boolean {
  const { view } = unit;
  return pathOf(unit).some((each) => walk(`${each}/${name}`, view.files, view.mayShow).outcome === "found");
}

function ofElf(facts: Unit, path: string): Partial<Program> {
  const report = resolveLibraries(path, {
    files: facts.view.files,
    isInside: facts.view.mayShow,
    libraryPath: (facts.environment.text("LD_LIBRARY_PATH") ?? "").split(":").filter(Boolean),
  });
  if (report.interpreter === null) return {};
  return {
    missingInterpreter: report.interpreterFound ? null : { kind: "loader", path: report.interpreter },
    missingLibraries: report.missing.map(({ name }) => name),
    loaded: report.loaded,
  };
}
