import type { Node } from "web-tree-sitter";
import { leavesOf } from "./leaves.ts";
import { bare } from "./syntax.ts";

/** More than anybody joins; definitions may go round in a circle, and twice in each round. */
const MAX_LISTS = 300;

/**
 * The elements of a list, through `++` and all that leavesOf sees through; a value that is not a list counts as its one element. Null
 * stands for a part of which nobody knows how many elements it has: it is computed, or there under a condition only.
 */
export function elementsOf(value: Node): (Node | null)[] {
  return joined(value, { left: MAX_LISTS });
}

interface Budget {
  left: number;
}

function joined(value: Node, budget: Budget): (Node | null)[] {
  const leaves = leavesOf(value);
  const certain = leaves.length > 0 && leaves.every((leaf) => leaf.certain);
  const elements = leaves.flatMap((leaf) => partsOf(bare(leaf.node), budget));
  return certain ? elements : [null, ...elements, null];
}

function partsOf(node: Node, budget: Budget): (Node | null)[] {
  if (node.type === "list_expression") return node.childrenForFieldName("element");
  const left = node.childForFieldName("left");
  const right = node.childForFieldName("right");
  const isJoin = node.childForFieldName("operator")?.text === "++";
  if (isJoin && left !== null && right !== null && budget.left-- > 0) {
    return [...joined(left, budget), ...joined(right, budget)];
  }
  const isString = node.type === "string_expression" || node.type === "indented_string_expression";
  return isString || node.type === "path_expression" ? [node] : [null, node];
}

/** The element at an index from 0, where nothing before it is computed. */
export function elementAt(elements: readonly (Node | null)[], index: number): Node | null {
  return elements.slice(0, index + 1).includes(null) ? null : (elements[index] ?? null);
}
