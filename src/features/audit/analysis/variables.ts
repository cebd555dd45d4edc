import { ownerOf } from "../../../store-path/store-path.ts";
import type { ServiceFacts } from "../../../service/facts.ts";
import { environmentIn, parseAssignment } from "../../../systemd/environment.ts";
import { stringsOf } from "../../../systemd/lines.ts";
import { functionsIn } from "../../../programs/symbols.ts";
import { linesOfScript } from "./started-commands.ts";
import { perService } from "./per-service.ts";
import { programsOf } from "./programs.ts";

/** A variable that the service gets, and the option that sets it last. */
export interface Variable {
  name: string;
  value: string;
  option: readonly string[];
}

/** Longer files are not environment files. */
const MAX_BYTES = 65536;

/** What `environment`, `Environment=` and EnvironmentFiles of the store set, the later over the earlier. */
export const variablesOf = perService((facts: ServiceFacts): Variable[] => {
  const { config, service, environment, files, storeDir } = facts;
  const found = new Map<string, Variable>();
  const set = (name: string, value: string, option: readonly string[]) =>
    found.set(name, { name, value, option });
  for (const [name, value] of Object.entries(environment)) set(name, value, ["environment", name]);
  for (const [name, value] of environmentIn(config["Environment"], service.name))
    set(name, value, ["serviceConfig", "Environment"]);
  for (const line of stringsOf(config["EnvironmentFile"])) {
    const path = line.replace(/^-/, "");
    const bytes = ownerOf(path, storeDir) === null ? null : files.read(path, 0, MAX_BYTES);
    for (const text of bytes === null ? [] : new TextDecoder().decode(bytes).split("\n")) {
      const [name, value] = parseAssignment(text.trim()) ?? [];
      if (name !== undefined)
        set(name, value!.replaceAll(/^["']|["']$/g, ""), ["serviceConfig", "EnvironmentFile"]);
    }
  }
  return [...found.values()];
});

/** Whether something of the service names a variable: a command line, a script, a program or a library of it. */
export function isRead(facts: ServiceFacts, name: string): boolean {
  const names = (line: string) => line.split(/\W/).includes(name);
  if (facts.commands.some(({ args }) => args.some((arg) => names(arg)))) return true;
  if (facts.scripts.some((script) => linesOfScript(facts, script).some((line) => names(line)))) return true;
  return programsOf(facts).some(({ path, loaded }) =>
    [path, ...(loaded ?? [])].some((file) => functionsIn(file, [name], facts.files).length > 0),
  );
}
