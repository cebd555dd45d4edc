import type { Node } from "web-tree-sitter";
import { bare, bindingsOf, callOf, isSet, nameOf, namesOf } from "./syntax.ts";

/** What a value comes down to in one of its branches. */
export interface Leaf {
  node: Node;
  /** Whether it is there in every case: behind no condition, no other branch. */
  certain: boolean;
}

/** Functions of nixpkgs' lib that hand their last argument on: how many arguments they take, and whether always. */
const HANDING_ON: ReadonlyMap<string, [args: number, certain: boolean]> = new Map([
  ...priorities("mkDefault mkOptionDefault mkForce mkVMOverride mkImageMediaOverride mkBefore mkAfter", 1),
  ...priorities("mkOverride mkOrder", 2),
  ...priorities("toString", 1),
  ...conditions("mkIf optional optionals optionalAttrs optionalString"),
]);

function priorities(names: string, args: number): [string, [number, boolean]][] {
  return names.split(" ").map((name) => [name, [args, true]]);
}

function conditions(names: string): [string, [number, boolean]][] {
  return names.split(" ").map((name) => [name, [2, false]]);
}

/** Steps taken from one value on, before it is given up: definitions may go round in a circle. */
const MAX_STEPS = 500;

/** Expressions around one another, as far as they are searched for a definition. */
const MAX_SCOPES = 400;

/**
 * The expressions that a value is made of, behind parentheses, `let`, `with`, `assert`, `if`, mkIf and its like, mkMerge, `//` (the right
 * side first), and variables and selections that the file itself defines. What goes no further is a leaf.
 */
export function leavesOf(node: Node): Leaf[] {
  const found: Leaf[] = [];
  const stack: Leaf[] = [{ node, certain: true }];
  for (let steps = 0; stack.length > 0 && steps < MAX_STEPS; steps++) {
    const leaf = stack.pop()!;
    const next = inside(leaf);
    if (next === null) found.push(leaf);
    else stack.push(...next.toReversed());
  }
  return found;
}

function inside({ node, certain }: Leaf): Leaf[] | null {
  const field = (name: string, sure = certain): Leaf[] => {
    const child = node.childForFieldName(name);
    return child === null ? [] : [{ node: child, certain: sure }];
  };
  switch (node.type) {
    case "parenthesized_expression":
      return [{ node: bare(node), certain }];
    case "let_expression":
    case "with_expression":
    case "assert_expression":
      return field("body");
    case "if_expression":
      return [...field("consequence", false), ...field("alternative", false)];
    case "binary_expression":
      return node.childForFieldName("operator")?.text === "//"
        ? [...field("right"), ...field("left", false)]
        : null;
    case "apply_expression":
      return handedOn(node, certain);
    case "variable_expression":
    case "select_expression": {
      const value = valueOf(node);
      return value === null ? null : [{ node: value, certain }];
    }
    default:
      return null;
  }
}

function handedOn(node: Node, certain: boolean): Leaf[] | null {
  const call = callOf(node);
  const [only] = call?.args ?? [];
  if (call?.name === "mkMerge" && only !== undefined && call.args.length === 1) {
    const list = bare(only);
    if (list.type !== "list_expression") return null;
    return list.childrenForFieldName("element").map((element) => ({ node: element, certain }));
  }
  const rule = HANDING_ON.get(call?.name ?? "");
  if (call === null || rule === undefined || call.args.length !== rule[0]) return null;
  return [{ node: call.args.at(-1)!, certain: certain && rule[1] }];
}

/** What a variable or selection stands for, where this file says so. */
export function valueOf(node: Node, depth = 0): Node | null {
  if (depth > 20) return null;
  if (node.type === "variable_expression") {
    const name = node.childForFieldName("name")?.text;
    return name === undefined ? null : definitionOf(name, node, depth);
  }
  const base = node.childForFieldName("expression");
  if (node.type !== "select_expression" || base === null) return null;
  return selected(base, namesOf(node), depth);
}

function selected(base: Node, path: readonly (string | null)[], depth: number): Node | null {
  const inner = bare(base);
  const set = isSet(inner) ? inner : valueOf(inner, depth + 1);
  if (set === null || path.length === 0 || path.includes(null)) return null;
  if (!isSet(set)) return null;
  for (const binding of bindingsOf(set)) {
    const names = namesOf(binding);
    const fits =
      names.length > 0 && names.length <= path.length && names.every((name, at) => name === path[at]);
    const value = fits ? binding.childForFieldName("expression") : null;
    if (value !== null)
      return names.length === path.length ? value : selected(value, path.slice(names.length), depth + 1);
  }
  return null;
}

/** Lexical scope alone: a function's argument hides what is outside, and `with` only adds to it. */
function definitionOf(name: string, from: Node, depth: number): Node | null {
  let scope = from.parent;
  // Each step up costs as much as the tree is deep.
  for (let level = 0; scope !== null && level < MAX_SCOPES; scope = scope.parent, level++) {
    if (scope.type === "function_expression" && binds(scope, name)) return null;
    if (scope.type !== "let_expression" && scope.type !== "rec_attrset_expression") continue;
    for (const binding of bindingsOf(scope)) {
      if (binding.type === "binding") {
        const names = namesOf(binding);
        if (names[0] === name) return names.length === 1 ? binding.childForFieldName("expression") : null;
      } else if (inherits(binding, name)) {
        const source = binding.childForFieldName("expression");
        if (source !== null) return selected(source, [name], depth + 1);
        // A plain `inherit` takes what the name means outside.
        return definitionOf(name, scope, depth + 1);
      }
    }
  }
  return null;
}

function binds(scope: Node, name: string): boolean {
  if (scope.childForFieldName("universal")?.text === name) return true;
  const formals = scope.childForFieldName("formals")?.childrenForFieldName("formal") ?? [];
  return formals.some((formal) => formal.childForFieldName("name")?.text === name);
}

/** Whether an `inherit` has this name. */
export function inherits(binding: Node, name: string): boolean {
  const attributes = binding.childForFieldName("attrs")?.childrenForFieldName("attr") ?? [];
  return attributes.some((attribute) => nameOf(attribute) === name);
}
