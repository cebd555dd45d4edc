import { storeDirOf } from "../store-path/store-path.ts";
import { chrootCommands, scriptFilesOf, type ReadShell, type ScriptFile } from "../service/scripts.ts";
import { overLimits } from "../programs/parse-limits.ts";
import type { ShellFacts } from "../programs/shell.ts";
import type { NotLookedAt } from "../base/unknown.ts";
import type { StoreFiles } from "../programs/port.ts";
import type { FullService } from "../manifest/types.ts";
import { grammarOf } from "../nix-source/parser.ts";
import type { Session } from "./session.ts";

/** Reads the scripts of services, so that rules can ask for them. Rejects only where the run is stopped. */
export type ReadScripts = (services: readonly FullService[]) => Promise<ReadShell>;

/** Each text is read once: services of a host run the same wrappers. */
export function scriptReader({ parser }: Pick<Session, "parser">, files: StoreFiles): ReadScripts {
  const known = new Map<string, ShellFacts | NotLookedAt>();
  const grammar = grammarOf("bash");
  const read = async ({ path, bytes }: ScriptFile, text: string): Promise<ShellFacts | NotLookedAt> => {
    if ("problem" in grammar) return { notLookedAt: grammar.problem };
    const over = overLimits(bytes);
    if (over !== null) return { notLookedAt: over };
    const found = await parser.run(path, { kind: "shell", text });
    return "value" in found ? found.value : found;
  };
  return async (services) => {
    for (const { full, context } of services) {
      const storeDir = storeDirOf(Object.keys(context));
      for (const script of scriptFilesOf(chrootCommands(full.serviceConfig ?? {}), storeDir, files)) {
        const text = textOf(script);
        if (!known.has(text)) known.set(text, await read(script, text));
      }
    }
    return (script) => known.get(textOf(script)) ?? { notLookedAt: "it was not read" };
  };
}

const textOf = ({ bytes }: ScriptFile) => new TextDecoder().decode(bytes);
