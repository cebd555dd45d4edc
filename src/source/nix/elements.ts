import type { Node } from "web-tree-sitter";
import { leavesOf } from "./leaves.ts";
import { bare } from "./syntax.ts";

/** Deeper than anybody joins lists. */
const MAX_DEPTH = 50;

/**
 * The elements of a list, through `++` and all that leavesOf sees through; a value that is no list counts as its one element. Null
 * stands for a part of which nobody knows how many elements it has: it is computed, or there under a condition only.
 */
export function elementsOf(value: Node, depth = 0): (Node | null)[] {
  const leaves = leavesOf(value);
  const certain = leaves.length > 0 && leaves.every((leaf) => leaf.certain);
  const elements = leaves.flatMap((leaf) => partsOf(bare(leaf.node), depth));
  return certain ? elements : [null, ...elements, null];
}

function partsOf(node: Node, depth: number): (Node | null)[] {
  if (node.type === "list_expression") return node.childrenForFieldName("element");
  const left = node.childForFieldName("left");
  const right = node.childForFieldName("right");
  if (
    node.childForFieldName("operator")?.text === "++" &&
    left !== null &&
    right !== null &&
    depth < MAX_DEPTH
  ) {
    return [...elementsOf(left, depth + 1), ...elementsOf(right, depth + 1)];
  }
  const isString = node.type === "string_expression" || node.type === "indented_string_expression";
  return isString || node.type === "path_expression" ? [node] : [null, node];
}

/** The element at an index from 0, where nothing before it is computed. */
export function elementAt(elements: readonly (Node | null)[], index: number): Node | null {
  return elements.slice(0, index + 1).includes(null) ? null : (elements[index] ?? null);
}
