import type { Node } from "web-tree-sitter";
import { leavesOf, inherits } from "./leaves.ts";
import { attributesOf, bindingsOf, isSet, nameOf, namesOf } from "./syntax.ts";

/** An option as it is written: its name, and what it is set to. */
export interface Written {
  /** The part of the attribute path that names it, or its name in an `inherit`. */
  attribute: Node;
  /** The expression, which is the option's value where `below` is empty; null: it is inherited from elsewhere. */
  value: Node | null;
  /** The names that still stand between the option and the expression: `FOO` of `environment.FOO = …` for `environment`. */
  below: (string | null)[];
  certain: boolean;
}

/**
 * The option that Nix says is written at a place of the tree (row and column from 0). Nix gives the start of the whole attribute path, and
 * for an inherited name, before 2.9, the end of what stands before the names.
 */
export function optionAt(root: Node, row: number, column: number, option: readonly string[]): Written | null {
  const name = option.at(-1) ?? "";
  // At the end of `inherit` the nearest node is the word itself.
  let node = root.descendantForPosition({ row, column: Math.max(column, 0) });
  if (node !== null && column > 0 && node.type === "binding_set") {
    node = root.descendantForPosition({ row, column: column - 1 });
  }
  for (; node !== null; node = node.parent) {
    if (node.type === "binding") return startsAt(node, row, column) ? fromBinding(node, option) : null;
    if ((node.type === "inherit" || node.type === "inherit_from") && inherits(node, name)) {
      return inherited(node, name);
    }
  }
  return null;
}

function startsAt(node: Node, row: number, column: number): boolean {
  return node.startPosition.row === row && node.startPosition.column === column;
}

/** The attribute whose names before it agree best with the option's path. */
function fromBinding(binding: Node, option: readonly string[]): Written | null {
  const names = namesOf(binding);
  let best: { at: number; agreeing: number } | null = null;
  for (const [at, name] of names.entries()) {
    if (name !== option.at(-1)) continue;
    const agreeing = option.toReversed().findIndex((part, back) => back <= at && names[at - back] !== part);
    const length = agreeing === -1 ? option.length : agreeing;
    if (best === null || length >= best.agreeing) best = { at, agreeing: length };
  }
  const attribute = best === null ? undefined : attributesOf(binding)[best.at];
  if (best === null || attribute === undefined) return null;
  return {
    attribute,
    value: binding.childForFieldName("expression"),
    below: names.slice(best.at + 1),
    certain: true,
  };
}

function inherited(node: Node, name: string): Written | null {
  const attributes = node.childForFieldName("attrs")?.childrenForFieldName("attr") ?? [];
  const attribute = attributes.find((one) => nameOf(one) === name);
  return attribute === undefined ? null : { attribute, value: null, below: [], certain: true };
}

/** What is written below an option: `["FOO"]` of `environment = { FOO = …; }` and of `environment.FOO = …`. */
export function attributeIn(written: Written, path: readonly string[]): Written | null {
  const [name, ...rest] = path;
  if (name === undefined) return written;
  const { below, value, attribute } = written;
  if (below.length > 0) {
    if (below[0] !== name) return null;
    const attributes = attribute.parent?.childrenForFieldName("attr") ?? [];
    const at = attributes.findIndex((one) => one.id === attribute.id);
    const next = attributes[at + 1];
    return next === undefined
      ? null
      : attributeIn({ ...written, attribute: next, below: below.slice(1) }, rest);
  }
  for (const leaf of value === null ? [] : leavesOf(value)) {
    if (!isSet(leaf.node)) continue;
    for (const binding of bindingsOf(leaf.node)) {
      const found = inBinding(binding, name, written.certain && leaf.certain);
      const deeper = found === null ? null : attributeIn(found, rest);
      if (deeper !== null) return deeper;
    }
  }
  return null;
}

function inBinding(binding: Node, name: string, certain: boolean): Written | null {
  if (binding.type !== "binding") return inherits(binding, name) ? inherited(binding, name) : null;
  const [attribute] = attributesOf(binding);
  const names = namesOf(binding);
  if (attribute === undefined || names[0] !== name) return null;
  return { attribute, value: binding.childForFieldName("expression"), below: names.slice(1), certain };
}
