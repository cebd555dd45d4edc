import type { Unit } from "../../../service/unit.ts";
import { functionsIn } from "../../../programs/symbols.ts";
import { linesOfScript } from "./started-commands.ts";
import { programsOf } from "./programs.ts";

/** Whether something of the service names a variable: a command line, a script, a program or a library of it. */
export function isRead(facts: Unit, name: string): boolean {
  const names = (line: string) => line.split(/\W/).includes(name);
  if (facts.commands.some(({ args }) => args.some((arg) => names(arg)))) return true;
  if (facts.scripts.some((script) => linesOfScript(script).some((line) => names(line)))) return true;
  return programsOf(facts).some(({ path, loaded }) =>
    [path, ...(loaded ?? [])].some((file) => functionsIn(file, [name], facts.files).length > 0),
  );
}
