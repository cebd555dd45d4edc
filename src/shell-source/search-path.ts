import type { Node } from "web-tree-sitter";
import type { SearchPath } from "../programs/shell.ts";
import { COMPUTED, PATH_BEFORE, wordOf, type Constants } from "./words.ts";

/** What an assignment makes of PATH; null for other variables. */
export function searchPathOf(node: Node, constants: Constants): Omit<SearchPath, "line" | "column"> | null {
  if (node.childForFieldName("name")?.text !== "PATH") return null;
  const value = node.childForFieldName("value");
  const { template } = value === null ? { template: "" } : wordOf(value, constants);
  const appends = node.children.some((child) => child.type === "+=");
  // A computed part may hold colons of its own: it counts as directories of its own, as PATH's value before does.
  const parts = (appends ? PATH_BEFORE + template : template)
    .replaceAll(PATH_BEFORE, `:${PATH_BEFORE}:`)
    .split(":")
    .filter((part) => part !== "");
  return {
    directories: parts.map((part) =>
      part === PATH_BEFORE ? "$PATH" : part.includes(COMPUTED) ? null : part,
    ),
    forOneCommand: node.parent?.type === "command",
  };
}
