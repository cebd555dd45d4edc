import type { Confidence } from "../manifest/place.ts";
import type { UnitCommand } from "./commands.ts";
import { least, type Script } from "./scripts.ts";

/** A program that a command, or a script of it, starts by its full path. */
export interface Started {
  path: string;
  command: UnitCommand;
  /** The script that starts it; null: the command itself. */
  script: Script | null;
  /** The line of the script; 0: the command itself. */
  line: number;
  /** How sure it is that a run comes to it. */
  confidence: Confidence;
}

/** Each program once, as sure as the surest way to it. */
export function startedPrograms(commands: readonly UnitCommand[], scripts: readonly Script[]): Started[] {
  const all = [
    ...commands.map((command): Started => {
      const confidence = command.mayFail ? "medium" : "high";
      return { path: command.program, command, script: null, line: 0, confidence };
    }),
    ...scripts.flatMap((script) =>
      script.shell.commands.flatMap(({ kind, name, line, confidence }): Started[] => {
        if (kind !== "absolute" || name === null) return [];
        const { command } = script;
        return [{ path: name, command, script, line, confidence: least(script.confidence, confidence) }];
      }),
    ),
  ];
  const best = new Map<string, Started>();
  for (const each of all) {
    const other = best.get(each.path);
    if (other === undefined || least(other.confidence, each.confidence) !== each.confidence)
      best.set(each.path, each);
  }
  return [...best.values()];
}
