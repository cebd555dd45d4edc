import type { ShellFacts } from "../programs/shell.ts";
import { SHEBANG_BYTES, shebangOf } from "../programs/shebang.ts";
import { type SourceParser } from "../nix-source/parser.ts";
import { collect, type Collected } from "./collect.ts";
import { LIMITS, shown } from "../programs/parse-limits.ts";
import { OverLimits } from "../nix-source/over-limits.ts";
import { readable } from "./readable.ts";

/** Scripts in scripts in scripts. */
const MAX_DEPTH = 4;

/** Reads shell scripts in this thread. It throws OverLimits for a script that is not to be looked at. */
export function shellReaderOf(parser: SourceParser): (text: string) => ShellFacts {
  return (text) => factsOf(text, parser);
}

function factsOf(text: string, parser: SourceParser): ShellFacts {
  const shebang = shebangOf(new TextEncoder().encode(text.slice(0, SHEBANG_BYTES)));
  const known = shebang !== null && "problem" in shebang ? null : shebang;
  const facts: ShellFacts = {
    shebang: known,
    commands: [],
    paths: [],
    searchPaths: [],
    probed: [],
    functions: [],
    problems: [],
  };
  const program = known?.program ?? known?.interpreter ?? "bash";
  const shell = /(?:^|\/)(?:sh|dash|ash)$/.test(program) ? "sh" : "bash";
  const outer = parser.parse(readable(text), (root) => collect(root, shell));
  const all = [outer, ...nested(outer, parser, shell, { depth: 1, left: { bytes: LIMITS.bytes } })];
  const functions = new Set(all.flatMap((part) => [...part.functions]));
  const probed = new Set(all.flatMap((part) => [...part.probed]));
  const broken = all.some((part) => part.problems.length > 0);
  const sources = all.some((part) => part.sources);
  facts.commands = all
    .flatMap((part) => part.commands)
    .filter(({ name }) => name === null || !functions.has(name))
    .map((command) => {
      const { name, kind, confidence } = command;
      if (broken || probed.has(name ?? "")) return { ...command, confidence: "low" };
      return {
        ...command,
        confidence: sources && kind === "bare" && confidence === "high" ? "medium" : confidence,
      };
    });
  facts.paths = all.flatMap((part) => part.paths);
  facts.searchPaths = outer.searchPaths;
  facts.problems = all.flatMap((part) => part.problems);
  return { ...facts, functions: [...functions].toSorted(), probed: [...probed].toSorted() };
}

interface Nesting {
  depth: number;
  /** What all scripts in a script may have together. */
  left: { bytes: number };
}

/** What the scripts in a script's arguments do; all of it at the place of the argument. */
function nested(
  outer: Collected,
  parser: SourceParser,
  shell: "bash" | "sh",
  { depth, left }: Nesting,
): Collected[] {
  if (depth > MAX_DEPTH) return [];
  return outer.scripts.flatMap(({ text, via, ...place }) => {
    left.bytes -= new TextEncoder().encode(text).length;
    if (left.bytes < 0)
      throw new OverLimits(`the scripts in it are longer than ${shown(LIMITS.bytes)} bytes together`);
    const inner = parser.parse(readable(text), (root) => collect(root, shell));
    for (const command of inner.commands) Object.assign(command, place, { via: [...via, ...command.via] });
    for (const path of inner.paths) Object.assign(path, place);
    for (const problem of inner.problems) problem.line = place.line;
    for (const script of inner.scripts) Object.assign(script, place, { via: [...via, ...script.via] });
    return [inner, ...nested(inner, parser, shell, { depth: depth + 1, left })];
  });
}
