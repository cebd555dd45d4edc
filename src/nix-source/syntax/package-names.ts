import { nameOf, ownerOf } from "../../store-path/store-path.ts";
import type { Node } from "web-tree-sitter";
import { valueOf } from "./leaves.ts";
import { namesOf } from "./syntax.ts";

/** How well an expression's names fit the name of a store path; 0: not at all. */
export type Fit = 0 | 1 | 2 | 3;

/** Texts in functions like writeText are looked at behind this many variables, and in so many expressions in all. */
const MAX_DEPTH = 3;
const MAX_STEPS = 300;

/**
 * Compares an expression with a store path by name: 3 where the whole name is written there (`writeText "web.conf"`, `./web.conf`), 2 where
 * it is the name without version and output (`pkgs.curl` and `curl-8.5.0-bin`), 1 where it is a part of it (`requests` and
 * `python3.12-requests-2.31.0`).
 */
export function fitOf(expression: Node, storePath: string): Fit {
  const owner = ownerOf(storePath);
  if (owner === null) return 0;
  const name = nameOf(owner);
  const whole = canonical(name);
  const short = canonical(/^(.+?)-\d/.exec(name)?.[1] ?? name);
  let best: Fit = 0;
  for (const candidate of namesIn(expression, 0, { left: MAX_STEPS })) {
    const text = canonical(candidate);
    if (text === "") continue;
    if (text === whole) return 3;
    if (text === short) best = 2;
    else if (best === 0 && text.length > 2 && `-${whole}-`.includes(`-${text}-`)) best = 1;
  }
  return best;
}

function canonical(name: string): string {
  return name.toLowerCase().replaceAll("_", "-");
}

function* namesIn(expression: Node, depth: number, budget: { left: number }): Generator<string> {
  const stack = [expression];
  for (; stack.length > 0 && budget.left > 0; budget.left--) {
    const node = stack.pop()!;
    if (node.type === "variable_expression" || node.type === "select_expression") {
      const value = depth < MAX_DEPTH ? valueOf(node) : null;
      if (value !== null) yield* namesIn(value, depth + 1, budget);
      const names = node.type === "select_expression" ? namesOf(node) : [node.text];
      for (const name of names) if (name !== null) yield name;
    } else if (node.type === "path_expression") {
      yield node.text.slice(node.text.lastIndexOf("/") + 1);
    } else if (node.type === "string_fragment") {
      yield node.text;
    } else if (node.type !== "function_expression" && node.type !== "formals") {
      stack.push(...node.namedChildren.toReversed());
    }
  }
}
