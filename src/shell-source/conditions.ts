import type { Node } from "web-tree-sitter";
import type { Condition } from "../programs/shell.ts";
import { textOf, wordOf, type Constants } from "./words.ts";

/** What a condition depends on; null: on something that only a run shows. */
export type Asked = Condition | boolean | null;

/** The variables of the script itself. */
export interface Variables {
  constants: Constants;
  /** Whether the script sets a variable. */
  isSet: (name: string) => boolean;
}

/** Operators of test(1) that need something at a path: a path that is not there has none of these. */
const OF_PATHS = /^-[abcdefghkLOprsSuwx]$/;

/** What `[ -d /x ]`, `[[ ! -e /x ]]`, `test -f /x`, `[ -n "$X" ]` and `[ -z "$X" ]` ask; `true`, `:` and `false` are certain. */
export function askedBy(node: Node, variables: Variables): Asked {
  switch (node.type) {
    case "negated_command": {
      const [inner] = node.namedChildren;
      return inner === undefined ? null : negated(askedBy(inner, variables));
    }
    case "test_command": {
      const [expression] = node.namedChildren;
      return expression === undefined ? null : expressionIn(expression, variables);
    }
    case "command": {
      const name = node.childForFieldName("name")?.text;
      if (name === "true" || name === ":") return true;
      if (name === "false") return false;
      if (name !== "test") return null;
      const words = node.childrenForFieldName("argument");
      const isNegated = words[0]?.text === "!";
      const [operator, operand, ...more] = isNegated ? words.slice(1) : words;
      if (operator === undefined || operand === undefined || more.length > 0) return null;
      const asked = unary(operator.text, operand, variables);
      return isNegated ? negated(asked) : asked;
    }
    default:
      return null;
  }
}

/** The opposite of a condition. */
export function negated(asked: Asked): Asked {
  if (asked === null) return null;
  return typeof asked === "boolean" ? !asked : { ...asked, holds: !asked.holds };
}

function expressionIn(node: Node, variables: Variables): Asked {
  if (node.type !== "unary_expression") return null;
  if (node.children[0]?.type === "!") {
    const [inner] = node.namedChildren;
    return inner === undefined ? null : negated(expressionIn(inner, variables));
  }
  const [operator, operand, ...more] = node.namedChildren;
  if (operator === undefined || operand === undefined || more.length > 0) return null;
  return unary(operator.text, operand, variables);
}

function unary(operator: string, operand: Node, { constants, isSet }: Variables): Asked {
  if (OF_PATHS.test(operator)) {
    const path = textOf(wordOf(operand, constants));
    return path?.startsWith("/") === true ? { kind: "path", name: path, holds: true } : null;
  }
  if (operator !== "-n" && operator !== "-z") return null;
  const [, name] = /^"?\$\{?(\w+)(?::?-)?\}?"?$/.exec(operand.text) ?? [];
  if (name === undefined || isSet(name) || /^\d/.test(name)) return null;
  return { kind: "variable", name, holds: operator === "-n" };
}

/** Which of a case's items is chosen: each item's place is certain where the word and all patterns before it are texts. */
export function chosenItem(node: Node, { constants }: Variables): Node | "none" | null {
  const value = node.childForFieldName("value");
  const word = value === null ? null : textOf(wordOf(value, constants));
  if (word === null) return null;
  for (const item of node.namedChildren.filter(({ type }) => type === "case_item")) {
    for (const pattern of item.childrenForFieldName("value")) {
      const text = pattern.text;
      if (text === "*" || text === word) return item;
      if (/[*?[$`(\\"']/.test(text)) return null;
    }
  }
  return "none";
}
