import type { ShellCommand, ShellFacts } from "../programs/shell.ts";
import { SHEBANG_BYTES, shebangOf } from "../programs/shebang.ts";
import { type SourceParser } from "../nix-source/parser.ts";
import { collect, type Collected } from "./collect.ts";
import { NEVER } from "./flow.ts";
import { reachOf, type Call, type Reached } from "./reach.ts";
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
  const outer = parser.parse(readable(text), (root) => collect(root, shell, hasErrexit(known)));
  const all = [outer, ...nested(outer, parser, shell, { depth: 1, left: { bytes: LIMITS.bytes } })];
  const functions = new Set(all.flatMap((part) => [...part.functions]));
  const probed = new Set(all.flatMap((part) => [...part.probed]));
  const broken = all.some((part) => part.problems.length > 0);
  const sources = all.some((part) => part.sources);
  const commands = all.flatMap((part) => part.commands);
  const calls = [...all.flatMap((part) => part.calls), ...callsIn(commands, functions)];
  const at = reachOf(functions, calls, sources || commands.some(({ name }) => name === null));
  facts.commands = commands
    .filter(({ name }) => name === null || !functions.has(name))
    .map((found): ShellCommand => {
      const command = withReach(found, at);
      const { name, kind, confidence } = command;
      if (broken || probed.has(name ?? "")) return { ...command, confidence: "low" };
      return {
        ...command,
        confidence: sources && kind === "bare" && confidence === "high" ? "medium" : confidence,
      };
    });
  facts.paths = all.flatMap((part) => part.paths).map((path) => withReach(path, at));
  facts.searchPaths = outer.searchPaths;
  facts.problems = all.flatMap((part) => part.problems);
  return { ...facts, functions: [...functions].toSorted(), probed: [...probed].toSorted() };
}

/** Whether the first line hands `-e` to the shell. */
const hasErrexit = (shebang: ShellFacts["shebang"]) => /(?:^|\s)-[a-z]*e/.test(shebang?.argument ?? "");

/** Calls of a script's functions in the scripts of its arguments, which have no functions of their own: `trap clean EXIT`. */
function callsIn(commands: Collected["commands"], functions: ReadonlySet<string>): Call[] {
  return commands.flatMap(({ name, doubt, matters, inFunction, when }) =>
    name !== null && functions.has(name) ? [{ name, doubt, matters, inFunction, when }] : [],
  );
}

function withReach<T extends Reached>(
  { doubt, matters, inFunction, when, ...rest }: T,
  at: ReturnType<typeof reachOf>,
): Omit<T, keyof Reached> & Pick<ShellCommand, "runs" | "when" | "failureMatters"> {
  const reach = at({ doubt, matters, inFunction });
  const runs =
    reach.doubt >= NEVER ? "never" : reach.doubt > 1 ? "rarely" : reach.doubt > 0 ? "maybe" : "always";
  return { ...rest, runs, failureMatters: reach.matters, ...(when.length === 0 ? {} : { when }) };
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
  return outer.scripts.flatMap(({ text, via, line, column, errexit, ...around }) => {
    left.bytes -= new TextEncoder().encode(text).length;
    if (left.bytes < 0)
      throw new OverLimits(`the scripts in it are longer than ${shown(LIMITS.bytes)} bytes together`);
    const place = { line, column };
    const inner = parser.parse(readable(text), (root) => collect(root, shell, errexit));
    const inside = (each: Reached): Reached => ({
      doubt: each.doubt + around.doubt,
      matters: each.matters && around.matters,
      inFunction: each.inFunction ?? around.inFunction,
      when: [...around.when, ...each.when],
    });
    for (const command of inner.commands)
      Object.assign(command, place, inside(command), { via: [...via, ...command.via] });
    for (const path of inner.paths) Object.assign(path, place, inside(path));
    for (const call of inner.calls) Object.assign(call, inside(call));
    for (const problem of inner.problems) problem.line = line;
    for (const script of inner.scripts)
      Object.assign(script, place, inside(script), { via: [...via, ...script.via] });
    return [inner, ...nested(inner, parser, shell, { depth: depth + 1, left })];
  });
}
