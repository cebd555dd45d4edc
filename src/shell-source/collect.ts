import type { Node } from "web-tree-sitter";
import type { Confidence } from "../manifest/place.ts";
import type { ShellCommand, ShellFacts, ShellPath } from "../programs/shell.ts";
import { isBuiltin } from "./builtins.ts";
import { namesIn } from "./names.ts";
import { pathIn } from "./paths.ts";
import { searchPathOf } from "./search-path.ts";
import { textOf, wordOf, type Word } from "./words.ts";
import { startedBy } from "./wrappers.ts";

/** What is found on the way through a tree; `scripts` are texts that are scripts in turn. */
export interface Collected extends Pick<ShellFacts, "commands" | "paths" | "searchPaths" | "problems"> {
  probed: Set<string>;
  functions: Set<string>;
  /** Whether it sources other files, which may define functions. */
  sources: boolean;
  scripts: { text: string; line: number; column: number; via: string[] }[];
}

/** Wrappers around one another, and commands that one starts: nobody writes more, and each costs the words behind it. */
const MAX_WRAPPERS = 20;

const PROBES = new Set(["command", "type", "hash", "which", "whence"]);

/** Goes through a script's tree in the order of its text. */
export function collect(root: Node, shell: "bash" | "sh"): Collected {
  const { functions, constants } = namesIn(root);
  const found: Collected = {
    commands: [],
    paths: [],
    searchPaths: [],
    problems: [],
    probed: new Set(),
    functions,
    sources: false,
    scripts: [],
  };
  // A stack of our own: nesting in a hostile script may be deeper than calls can be.
  const stack: [Node, guarded: boolean][] = [[root, false]];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const [node, guarded] = next;
    if (node.isError || node.isMissing) problem(node, found);
    if (node.type === "command") commandIn(node, guarded);
    else if (node.type === "file_redirect") redirection(node);
    else if (node.type === "test_command")
      for (const word of node.descendantsOfType(WORDS)) path(word, "argument", "[");
    else if (node.type === "variable_assignment") {
      const assigned = searchPathOf(node, constants);
      if (assigned !== null) found.searchPaths.push({ ...assigned, ...at(node) });
    }
    // What is missing in a broken script may be a sign, which has no name.
    const children = node.hasError ? node.children : node.namedChildren;
    const conditions = guarded ? null : conditionsOf(node);
    for (let index = children.length - 1; index >= 0; index--) {
      const child = children[index]!;
      stack.push([child, guarded || (conditions !== null && child.endIndex <= conditions)]);
    }
  }
  return found;

  function commandIn(node: Node, guarded: boolean): void {
    const name = node.childForFieldName("name");
    if (name === null) return;
    const words = [name, ...node.childrenForFieldName("argument")];
    started(
      words,
      words.map((word) => wordOf(word, constants)),
      guarded ? "medium" : "high",
      [],
    );
  }

  /** The command that begins with the first of these words, and those it starts. */
  function started(nodes: Node[], words: Word[], confidence: Confidence, via: string[]): void {
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
      });
    }
    const isSource = name === "." || name === "source";
    found.sources ||= isSource;
    for (const [index, word] of nodes.slice(1).entries())
      path(word, isSource && index === 0 ? "source" : "argument", base);
    if (via.length >= MAX_WRAPPERS) return;
    const inner = startedBy(base, args);
    for (const { at: index, sure } of inner.commands.slice(0, MAX_WRAPPERS)) {
      const from = index + 1;
      started(nodes.slice(from), words.slice(from), sure ? confidence : "low", [...via, base]);
    }
    for (const index of inner.scripts) {
      const node = nodes[index + 1]!;
      const text = args[index] ?? node.text.slice(1, -1);
      if (text !== "-") found.scripts.push({ text, ...at(node), via: [...via, base] });
    }
  }

  function probes(base: string, args: (string | null)[]): boolean {
    if (base === "command" && !args.some((arg) => arg !== null && /^-[pP]?[vV]$/.test(arg))) return false;
    for (const arg of args) if (arg !== null && !arg.startsWith("-")) found.probed.add(arg);
    return base !== "which";
  }

  function redirection(node: Node): void {
    const use = /^\d*<(?!>)/.test(node.text) ? "read" : "write";
    // Words behind the target are arguments of the command; the grammar has them here.
    for (const [index, target] of node.childrenForFieldName("destination").entries()) {
      path(target, index > 0 ? "argument" : use, null);
    }
  }

  function path(node: Node, use: ShellPath["use"], command: string | null): void {
    const absolute = pathIn(wordOf(node, constants), use, command);
    if (absolute !== null) found.paths.push({ ...absolute, ...at(node) });
  }
}

const WORDS = ["word", "string", "raw_string", "concatenation"];

function kindOf(name: string | null): ShellCommand["kind"] {
  if (name === null || name === "") return "unknown";
  return name.startsWith("/") ? "absolute" : name.includes("/") || name.startsWith("~") ? "relative" : "bare";
}

/** Before which index the parts of a node stand that may fail without an end of the script; null: there are none. */
function conditionsOf(node: Node): number | null {
  switch (node.type) {
    case "negated_command":
      return node.endIndex;
    case "list":
      return node.children.some((one) => one.type === "||") ? (node.firstNamedChild?.endIndex ?? null) : null;
    case "if_statement":
    case "elif_clause":
    case "while_statement":
      return node.children.find((one) => one.type === "then" || one.type === "do_group")?.startIndex ?? null;
    default:
      return null;
  }
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
