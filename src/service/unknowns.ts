import type { Unknown } from "../base/unknown.ts";
import { baseName } from "../base/paths.ts";
import { programAt } from "../programs/program.ts";
import { ownerOf } from "../store-path/store-path.ts";
import type { Unit } from "./unit.ts";

/** What cannot be known of a unit before it runs, each once; its scripts have said what of them was not read. */
export function unknownsOf(unit: Unit): Unknown[] {
  const all = [
    ...unit.environment.open,
    ...unit.unknown,
    ...unit.scripts.flatMap(inScript),
    ...unit.started.flatMap(({ path }) => ofProgram(unit, path)),
  ];
  const known = new Set<string>();
  return all.filter(({ what }) => !known.has(what) && known.add(what));
}

function inScript({ name, shell }: Unit["scripts"][number]): Unknown[] {
  const computed = shell.commands.filter((each) => each.kind === "unknown").length;
  const base = baseName(name);
  return [
    ...(computed === 0
      ? []
      : [
          {
            what:
              computed === 1
                ? `what a computed command of \`${base}\` starts`
                : `what ${computed} computed commands of \`${base}\` start`,
            why: "a name is known only when the script runs",
          },
        ]),
    ...shell.problems.map(({ line, problem: why }) => ({ what: `line ${line} of \`${base}\``, why })),
  ];
}

/** What a program does by itself. */
function ofProgram({ view, files, storeDir }: Unit, path: string): Unknown[] {
  const owner = ownerOf(path, storeDir);
  if (owner !== null && files.stat(owner) === null)
    return [{ what: path, why: "its package is not in the store here" }];
  const program = owner === null ? null : programAt(path, view.files);
  const name = `\`${baseName(path)}\``;
  if (program === null) return [];
  if (program.kind === "elf")
    return [{ what: `what ${name} opens and starts`, why: "it is a compiled program" }];
  const interpreter = program.shebang?.program ?? program.shebang?.interpreter ?? null;
  return interpreter === null || /^(?:ba|da|a)?sh$/.test(baseName(interpreter))
    ? []
    : [{ what: `what ${name} does`, why: "only shell scripts are read" }];
}
