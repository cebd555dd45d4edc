import type { Node } from "web-tree-sitter";
import { textOf, wordOf, type Constants } from "./words.ts";

/** Builtins that give variables a value: each of their words counts as one that is written. */
const SETTERS = new Set(["read", "mapfile", "readarray", "getopts", "unset", "let", "printf"]);

/**
 * The functions and aliases of a script, and the variables that are set exactly once in it, to a text. Such a variable's value is
 * still not certain: the text says nothing of the order in which its lines run.
 */
export function namesIn(root: Node): {
  functions: Set<string>;
  constants: Constants;
  /** Whether the script sets a variable at all. */
  isSet: (name: string) => boolean;
} {
  const functions = new Set<string>();
  const values = new Map<string, string | null>();
  const set = (name: string, value: string | null) => values.set(name, values.has(name) ? null : value);
  const nodes = root.descendantsOfType([
    "function_definition",
    "variable_assignment",
    "for_statement",
    "unset_command",
    "command",
  ]);
  for (const node of nodes) {
    if (node.type === "function_definition") functions.add(node.childForFieldName("name")?.text ?? "");
    else if (node.type === "variable_assignment") assignment(node, set);
    else if (node.type === "for_statement") set(node.childForFieldName("variable")?.text ?? "", null);
    else if (node.type === "unset_command") for (const name of node.namedChildren) set(name.text, null);
    else command(node, functions, set);
  }
  return { functions, constants: (name) => values.get(name) ?? null, isSet: (name) => values.has(name) };
}

type SetVariable = (name: string, value: string | null) => void;

function assignment(node: Node, set: SetVariable): void {
  const name = node.childForFieldName("name");
  const value = node.childForFieldName("value");
  if (name === null) return;
  const plain = name.type === "variable_name" && value !== null && node.parent?.type !== "command";
  const appends = node.children.some((child) => child.type === "+=");
  const text = plain && !appends ? textOf(wordOf(value)) : null;
  set(name.type === "variable_name" ? name.text : (name.childForFieldName("name")?.text ?? ""), text);
}

function command(node: Node, functions: Set<string>, set: SetVariable): void {
  const name = node.childForFieldName("name")?.text ?? "";
  if (name === "alias") {
    for (const word of node.childrenForFieldName("argument")) functions.add(word.text.split("=")[0]!);
  } else if (SETTERS.has(name)) {
    for (const word of node.childrenForFieldName("argument")) set(word.text, null);
  }
}
