import type { Node } from "web-tree-sitter";
import type { Confidence } from "../manifest/place.ts";
import type { ShellCommand, ShellFacts, ShellPath } from "../programs/shell.ts";
import { behind, endsIn, flowsOf, START, type Flow } from "./flow.ts";
import type { Call, Reached } from "./reach.ts";
import { isBuiltin } from "./builtins.ts";
import { namesIn } from "./names.ts";
import { pathIn } from "./paths.ts";
import { searchPathOf } from "./search-path.ts";
import { defaultOf, textOf, wordOf, type Word } from "./words.ts";
import { startedBy } from "./wrappers.ts";

/** What is found on the way through a tree; `scripts` are texts that are scripts in turn. */
export interface Collected extends Pick<ShellFacts, "searchPaths" | "problems"> {
  commands: (Omit<ShellCommand, "runs" | "when" | "failureMatters"> & Reached)[];
  paths: (Omit<ShellPath, "runs" | "when" | "failureMatters"> & Reached)[];
  /** Where the script's own functions are called, or named. */
  calls: Call[];
  probed: Set<string>;
  functions: Set<string>;
  /** Whether it sources other files, which may define functions. */
  sources: boolean;
  scripts: ({ text: string; line: number; column: number; via: string[]; errexit: boolean } & Reached)[];
}

/** Wrappers around one another, and commands that one starts: nobody writes more, and each costs the words behind it. */
const MAX_WRAPPERS = 20;

const PROBES = new Set(["command", "type", "hash", "which", "whence"]);

/** Goes through a script's tree in the order of its text. */
export function collect(root: Node, shell: "bash" | "sh", startsWithErrexit: boolean): Collected {
  const { functions, constants, isSet } = namesIn(root);
  let errexit = startsWithErrexit;
  const mayEnd = endsIn(root);
  const world = {
    pipefail: false,
    matters: (flow: Flow) => flow.last || (flow.errexit && errexit),
    mayEnd,
    isSet,
    constants,
  };
  const found: Collected = {
    commands: [],
    paths: [],
    calls: [],
    searchPaths: [],
    problems: [],
    probed: new Set(),
    functions,
    sources: false,
    scripts: [],
  };
  // A stack of our own: nesting in a hostile script may be deeper than calls can be.
  const stack: [Node, Flow][] = [[root, START]];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const [node, flow] = next;
    if (node.isError || node.isMissing) problem(node, found);
    if (node.type === "command") commandIn(node, flow);
    else if (node.type === "file_redirect") redirection(node, flow);
    else if (node.type === "process_substitution")
      found.paths.push({ path: "/dev/fd", use: "read", confidence: "high", ...at(node), ...reached(flow) });
    else if (node.type === "for_statement") rounds(node, flow);
    else if (node.type === "test_command")
      for (const word of node.descendantsOfType(WORDS)) path(word, "argument", "[", flow);
    else if (node.type === "variable_assignment") {
      const assigned = searchPathOf(node, constants);
      if (assigned !== null) found.searchPaths.push({ ...assigned, ...at(node) });
    }
    // What is missing in a broken script may be a sign, which has no name.
    const children = node.hasError ? node.children : node.namedChildren;
    const flows = flowsOf(node, children, flow, world);
    for (let index = children.length - 1; index >= 0; index--) stack.push([children[index]!, flows[index]!]);
  }
  return found;

  function reached(flow: Flow): Reached {
    const { doubt, inFunction, when } = flow;
    return { doubt, inFunction, when, matters: world.matters(flow) };
  }

  function commandIn(node: Node, flow: Flow): void {
    const name = node.childForFieldName("name");
    if (name === null) return;
    const words = [name, ...node.childrenForFieldName("argument")];
    started(
      words,
      words.map((word) => wordOf(word, constants)),
      flow.guarded ? "medium" : "high",
      [],
      flow,
    );
    if (name.text === "set") options(words.slice(1).map(({ text }) => text));
  }

  /** The command that begins with the first of these words, and those it starts. */
  function started(nodes: Node[], words: Word[], confidence: Confidence, via: string[], flow: Flow): void {
    const texts = words.map(textOf);
    const [name = null, ...args] = texts;
    const base = name?.slice(name.lastIndexOf("/") + 1) ?? "";
    if (name !== null && PROBES.has(base) && probes(base, args)) return;
    if (name === null || !((isBuiltin(name, shell) && base !== "[") || functions.has(name) || name === "[")) {
      const sure = words[0]!.substituted && confidence === "high" ? "medium" : confidence;
      found.commands.push({
        name,
        kind: kindOf(name),
        ...at(nodes[0]!),
        text: nodes[0]!.text,
        via,
        confidence: sure,
        ...reached(flow),
      });
    }
    if (name !== null && functions.has(name)) found.calls.push({ name, ...reached(flow) });
    // Something else may call a function that is named: a trap, `export -f`, a script's last line.
    for (const arg of args)
      if (arg !== null && functions.has(arg))
        found.calls.push({ name: arg, ...reached(flow), doubt: flow.doubt + 1 });
    const isSource = name === "." || name === "source";
    found.sources ||= isSource;
    const isForced = base === "rm" && args.some((arg) => arg !== null && /^-\w*f|^--force$/.test(arg));
    for (const [index, word] of nodes.slice(1).entries())
      path(word, isSource && index === 0 ? "source" : "argument", isForced ? "rm -f" : base, flow);
    if (via.length >= MAX_WRAPPERS) return;
    const inner = startedBy(base, args);
    for (const { at: index, sure } of inner.commands.slice(0, MAX_WRAPPERS)) {
      const from = index + 1;
      started(nodes.slice(from), words.slice(from), sure ? confidence : "low", [...via, base], flow);
    }
    for (const index of inner.scripts) {
      const node = nodes[index + 1]!;
      const text = args[index] ?? node.text.slice(1, -1);
      if (text !== "-")
        found.scripts.push({
          text,
          ...at(node),
          via: [...via, base],
          ...reached(flow),
          ...(base === "trap" ? trapped(args) : {}),
          errexit: base === "eval" || base === "trap" ? errexit : args.slice(0, index).some(hasE),
        });
    }
  }

  /** `set -e`, `set -euo pipefail`, `set +e`: what holds for the lines behind it. */
  function options(words: string[]): void {
    for (const [index, word] of words.entries()) {
      const on = word.startsWith("-");
      if (!/^[-+][A-Za-z]+$/.test(word)) continue;
      if (word.includes("e")) errexit = on;
      if (word.endsWith("o") && words[index + 1] === "errexit") errexit = on;
      if (word.endsWith("o") && words[index + 1] === "pipefail") world.pipefail = on;
    }
  }

  function probes(base: string, args: (string | null)[]): boolean {
    if (base === "command" && !args.some((arg) => arg !== null && /^-[pP]?[vV]$/.test(arg))) return false;
    for (const arg of args) if (arg !== null && !arg.startsWith("-")) found.probed.add(arg);
    return base !== "which";
  }

  function redirection(node: Node, flow: Flow): void {
    const use = /^\d*<(?!>)/.test(node.text) ? "read" : "write";
    // Words behind the target are arguments of the command; the grammar has them here.
    for (const [index, target] of node.childrenForFieldName("destination").entries()) {
      path(target, index > 0 ? "argument" : use, null, flow);
    }
  }

  /** A pattern that matches nothing stands for itself: the loop runs once, with a path that is not there. */
  function rounds(node: Node, flow: Flow): void {
    const body = node.childForFieldName("body")?.text ?? "";
    const command = /\[|\btest\b/.test(body) || root.text.includes("nullglob") ? "[" : "for";
    for (const word of node.childrenForFieldName("value")) path(word, "argument", command, flow);
  }

  function path(node: Node, use: ShellPath["use"], command: string | null, flow: Flow): void {
    const fallback = defaultOf(node);
    const isTaken = fallback !== null && !isSet(fallback.name);
    const absolute = pathIn(wordOf(isTaken ? fallback.value : node, constants), use, command);
    if (absolute === null) return;
    const way = isTaken ? behind(flow, { kind: "variable", name: fallback.name, holds: false }) : flow;
    found.paths.push({ ...absolute, ...at(node), ...reached(way) });
  }
}

const WORDS = ["word", "string", "raw_string", "concatenation"];

function kindOf(name: string | null): ShellCommand["kind"] {
  if (name === null || name === "") return "unknown";
  return name.startsWith("/") ? "absolute" : name.includes("/") || name.startsWith("~") ? "relative" : "bare";
}

const hasE = (option: string | null) => option !== null && /^-[a-z]*e/.test(option);

/** A trap for the end of the script runs; others wait for what may never happen. */
function trapped(args: readonly (string | null)[]): Partial<Reached> {
  return args.slice(1).some((signal) => signal === "EXIT" || signal === "0") ? {} : { doubt: 2 };
}

function problem(node: Node, { problems }: Collected): void {
  const { line } = at(node);
  if (problems.length >= 20 || problems.some((known) => known.line === line)) return;
  const text = node.isMissing ? `"${node.type}" is missing` : "this cannot be read as shell";
  problems.push({ line, problem: text });
}

function at(node: Node): { line: number; column: number } {
  return { line: node.startPosition.row + 1, column: node.startPosition.column + 1 };
}
