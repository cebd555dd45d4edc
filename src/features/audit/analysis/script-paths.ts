import type { Confidence } from "../../../manifest/place.ts";
import type { ShellPath } from "../../../programs/shell.ts";
import type { ServiceFacts } from "../../../service/facts.ts";
import { writtenOption } from "../../../service/sources.ts";
import { linesOfScript } from "./started-commands.ts";
import { perService } from "./per-service.ts";

/** An absolute path in a script that an Exec line starts. */
export interface ScriptPath {
  path: string;
  use: ShellPath["use"] | "program";
  /** Whether the script writes it, or may. */
  isWritten: boolean;
  option: readonly string[];
  /** `low`: it may be a text, the script asks whether it is there, or goes on without it. */
  confidence: Confidence;
}

/** A line in which a failure is an answer, or is answered. */
const GUARDED = /\|\||^\s*(?:el)?if\b|^\s*(?:while|until|!)\s/;

/** Commands that make or change what they name. */
const WRITES = /(?:^|[\s/])(?:cp|mv|mkdir|touch|tee|install|rsync|ln|rm|tar|chown|chmod)\s/;

/** All paths that scripts name, programs included. */
export const scriptPaths = perService((facts: ServiceFacts): ScriptPath[] =>
  facts.scripts.flatMap((script) => {
    const option = writtenOption(facts.service, ["serviceConfig", script.command.option]);
    const lines = linesOfScript(facts, script);
    const { commands, paths } = script.shell;
    const isIgnored = script.command.prefix.includes("-");
    const asked = (path: string) =>
      lines.some((line) => line.includes(path) && /(?:^|[\s;&|(])(?:test|\[\[?)\s/.test(line));
    const used = [
      ...paths.map(({ path, use, line, confidence }) => ({ path, use, line, confidence })),
      ...commands.flatMap(({ kind, name, line, confidence }) =>
        kind === "absolute" && name !== null
          ? [{ path: name, use: "program" as const, line, confidence }]
          : [],
      ),
    ];
    return used.map(({ path, use, line, confidence }): ScriptPath => {
      const isDoubtful = isIgnored || GUARDED.test(lines[line - 1] ?? "") || asked(path);
      const isWritten = use === "write" || (use === "argument" && WRITES.test(lines[line - 1] ?? ""));
      return { path, use, isWritten, option, confidence: isDoubtful ? "low" : confidence };
    });
  }),
);

/** What scripts write below a directory. */
export const writesBelow = (facts: ServiceFacts, directory: string): ScriptPath[] =>
  scriptPaths(facts).filter(({ path, use }) => use === "write" && path.startsWith(`${directory}/`));
