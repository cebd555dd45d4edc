import type { Node } from "web-tree-sitter";

/** What stands for a computed part in a word's template; no script can contain it. */
export const COMPUTED = "\u0000";
/** What stands for the value that PATH had before. */
export const PATH_BEFORE = "\u0001";

/** The values of variables that are set once in a script, to a text; null for all others. */
export type Constants = (name: string) => string | null;

/** A word of the shell, quotes removed. */
export interface Word {
  /** With {@link COMPUTED} for each part that is known only when the script runs. */
  template: string;
  /** Whether a constant variable was put in. */
  substituted: boolean;
}

const NONE: Constants = () => null;

/** What the variables in one word may give together; longer ones count as computed. No path and no command is longer (PATH_MAX). */
export const MAX_SUBSTITUTED = 4096;

/** Takes a word apart: plain, quoted, and put together of both. */
export function wordOf(node: Node, constants: Constants = NONE): Word {
  let substituted = false;
  let left = MAX_SUBSTITUTED;
  const value = (part: Node, depth: number): string => {
    if (depth > 50) return COMPUTED;
    const all = (parts: Node[]) => parts.map((child) => value(child, depth + 1)).join("");
    switch (part.type) {
      case "command_name":
      case "concatenation":
        return all(part.children);
      case "word":
      case "number":
      case "variable_name":
        return unescape(part.text);
      case "regex":
        return part.text;
      case "raw_string":
        return part.text.slice(1, -1);
      case "string":
        return quoted(part, (child) => value(child, depth + 1));
      case "simple_expansion":
      case "expansion":
        return expansion(part, depth);
      default:
        // Quotes inside an expansion, and signs such as `{`, are of no named type.
        return part.isNamed ? COMPUTED : part.text;
    }
  };
  const expansion = (part: Node, depth: number): string => {
    const [variable, ...rest] = part.namedChildren;
    const name = variable?.type === "variable_name" ? variable.text : "";
    if (name === "PATH") {
      const alternative = part.children.some((child) => child.type === ":+" || child.type === "+");
      return alternative ? rest.map((child) => value(child, depth + 1)).join("") : PATH_BEFORE;
    }
    const constant = name === "" || rest.length > 0 || hasOperator(part) ? null : constants(name);
    if (constant === null || constant.length > left) return COMPUTED;
    left -= constant.length;
    substituted = true;
    return constant;
  };
  return { template: value(node, 0), substituted };
}

/** The word's text; null where a part of it is computed. */
export function textOf({ template }: Word): string | null {
  return template.includes(COMPUTED) || template.includes(PATH_BEFORE) ? null : template;
}

/** The text that a word is where its variable has none: of `"${X:-/etc/x}"`; null: it is no such word. */
export function defaultOf(node: Node): { name: string; value: Node } | null {
  const inner = node.type === "string" && node.namedChildCount === 1 ? node.namedChildren[0]! : node;
  if (inner.type !== "expansion" || inner.text.length + 2 < node.text.length) return null;
  const [variable, value, ...more] = inner.namedChildren;
  const takes = inner.children.some(({ type }) => type === ":-" || type === "-" || type === ":=");
  if (!takes || variable?.type !== "variable_name" || value === undefined || more.length > 0) return null;
  return { name: variable.text, value };
}

function quoted(node: Node, value: (part: Node) => string): string {
  // Text that the grammar gives no node of its own, such as blanks before an expansion, lies between the nodes.
  let text = "";
  let at = node.startIndex + 1;
  const source = node.text;
  for (const child of node.namedChildren) {
    text += source.slice(at - node.startIndex, child.startIndex - node.startIndex);
    text += child.type === "string_content" ? child.text : value(child);
    at = child.endIndex;
  }
  text += source.slice(at - node.startIndex, Math.max(source.length - 1, 0));
  return text.replaceAll(/\\([$`"\\])/g, "$1").replaceAll("\\\n", "");
}

function unescape(text: string): string {
  return text.replaceAll("\\\n", "").replaceAll(/\\([\s\S])/g, "$1");
}

/** `${#x}`, `${!x}`, `${x%…}` and their like give something else than the value. */
function hasOperator(node: Node): boolean {
  return node.children.some((child) => !child.isNamed && !["$", "${", "}"].includes(child.type));
}
