import { baseName } from "../../../base/paths.ts";
import { programAt } from "../../../programs/program.ts";
import { functionsIn, SEARCHED } from "../../../programs/symbols.ts";
import type { Unit } from "../../../service/unit.ts";
import { programsOf } from "./programs.ts";
import { linesOfScript } from "./started-commands.ts";

/** Whether something of the service names a variable: a command line, a script, a program or a library of it. */
export function isRead(facts: Unit, name: string): boolean {
  const names = (line: string) => line.split(/\W/).includes(name);
  if (facts.commands.some(({ args }) => args.some((arg) => names(arg)))) return true;
  if (facts.scripts.some((script) => linesOfScript(script).some((line) => names(line)))) return true;
  return programsOf(facts).some(({ path, loaded }) =>
    [path, ...(loaded ?? [])].some((file) => functionsIn(file, [name], facts.files).length > 0),
  );
}

/**
 * Whether nothing of the service reads a variable, as far as that can be seen: everything that it starts is a compiled program
 * or a shell script of which all was searched, and none has the name.
 */
export function isUnread(facts: Unit, name: string): boolean {
  return !isRead(facts, name) && isSearched(facts);
}

function isSearched(facts: Unit): boolean {
  const scripts = new Set(facts.scripts.map(({ path }) => path));
  const isWhole = (path: string) => (facts.files.stat(path)?.size ?? 0) <= SEARCHED;
  return (
    facts.scripts.every(({ shell }) => shell.commands.every(({ kind }) => kind === "absolute")) &&
    facts.started.every(({ path }) => {
      if (scripts.has(path)) return true;
      const program = programAt(path, facts.view.files);
      return program?.kind === "elf" && isWhole(program.path);
    }) &&
    // The C library reads variables of its own, and is longer.
    programsOf(facts).every(({ loaded }) =>
      (loaded ?? []).every((path) => baseName(path).startsWith("libc.so") || isWhole(path)),
    )
  );
}
