import type { Confidence } from "../../../manifest/place.ts";
import type { Script, ServiceFacts } from "../../../service/facts.ts";
import { writtenOption } from "../../../service/sources.ts";
import { LIMITS } from "../../../programs/parse-limits.ts";
import { baseName } from "./libraries.ts";
import { perService } from "./per-service.ts";

/** A command that an Exec line or a script of it starts, with its words. */
export interface Started {
  option: readonly string[];
  /** As it is written: a name or a path. */
  program: string;
  /** The last part of the program. */
  base: string;
  args: readonly string[];
  /** How certain it is that the service fails where this command does. */
  confidence: Confidence;
}

/** Whether systemd ignores that a command fails: systemd.service(5), `-`. */
const IGNORED = "-";

/** What commands run, those of scripts included; commands whose name is computed are left out. */
export const startedBy = perService((facts: ServiceFacts): Started[] => [
  ...facts.commands.map(({ option, program, args, prefix }): Started => ({
    option: ["serviceConfig", option],
    program,
    base: baseName(program),
    args,
    confidence: prefix.includes(IGNORED) || option === "ExecCondition" ? "low" : "high",
  })),
  ...facts.scripts.flatMap((script) => ofScript(facts, script)),
]);

function ofScript(facts: ServiceFacts, script: Script): Started[] {
  const lines = linesOfScript(facts, script);
  const option = writtenOption(facts.service, ["serviceConfig", script.command.option]);
  const isIgnored = script.command.prefix.includes(IGNORED);
  return script.shell.commands.flatMap(({ name, line, column, confidence }): Started[] => {
    if (name === null) return [];
    const [, ...args] = shellWords((lines[line - 1] ?? "").slice(column - 1));
    return [
      { option, program: name, base: baseName(name), args, confidence: isIgnored ? "low" : confidence },
    ];
  });
}

/** The lines of a script, as far as scripts are read. */
export function linesOfScript({ files }: ServiceFacts, { path }: Pick<Script, "path">): string[] {
  const bytes = files.read(path, 0, LIMITS.bytes);
  return bytes === null ? [] : new TextDecoder().decode(bytes).split("\n");
}

/** A word, be it quoted in parts, or a sign that ends a command. */
const WORD = /[;&|<>()]|(?:"[^"]*"|'[^']*'|[^\s;&|<>()"'])+/g;

/** The words of a simple command at the head of a line, quotes removed; what is computed stays as it is written. */
function shellWords(line: string): string[] {
  const words: string[] = line.slice(0, 4096).match(WORD) ?? [];
  const end = words.findIndex((word) => /^[;&|<>()]$/.test(word));
  return (end === -1 ? words : words.slice(0, end)).map((word) => word.replaceAll(/["']/g, ""));
}
