import type { Node } from "web-tree-sitter";

/** The name that a part of an attribute path says; null for a computed one. */
export function nameOf(attribute: Node): string | null {
  if (attribute.type === "identifier") return attribute.text;
  const text = attribute.type === "interpolation" ? attribute.childForFieldName("expression") : attribute;
  if (text?.type !== "string_expression") return null;
  const parts = text.namedChildren;
  return parts.every((part) => part.type === "string_fragment")
    ? parts.map((part) => part.text).join("")
    : null;
}

/** The parts of a binding's or selection's attribute path. */
export function attributesOf(node: Node): Node[] {
  return node.childForFieldName("attrpath")?.childrenForFieldName("attr") ?? [];
}

export function namesOf(node: Node): (string | null)[] {
  return attributesOf(node).map(nameOf);
}

/** The bindings of a set or a `let`, `inherit` among them. */
export function bindingsOf(node: Node): Node[] {
  const set = node.namedChildren.find((child) => child.type === "binding_set");
  return set?.childrenForFieldName("binding") ?? [];
}

/** Whether it is a set that is written out. */
export function isSet(node: Node): boolean {
  return node.type === "attrset_expression" || node.type === "rec_attrset_expression";
}

/** A call with all its arguments: `lib.mkIf a b` has the name `mkIf` and two of them. */
export function callOf(node: Node): { name: string | null; args: Node[] } | null {
  const args: Node[] = [];
  let head: Node | null = node;
  while (head?.type === "apply_expression") {
    const argument = head.childForFieldName("argument");
    if (argument !== null) args.unshift(argument);
    head = head.childForFieldName("function");
  }
  if (head === null || args.length === 0) return null;
  return { name: lastNameOf(head), args };
}

/** `c` of `a.b.c` and of `c`. */
export function lastNameOf(node: Node): string | null {
  if (node.type === "variable_expression") return node.childForFieldName("name")?.text ?? null;
  return node.type === "select_expression" ? (namesOf(node).at(-1) ?? null) : null;
}

/** The node without the parentheses around it. */
export function bare(node: Node): Node {
  let inner = node;
  while (inner.type === "parenthesized_expression")
    inner = inner.childForFieldName("expression") ?? inner.firstNamedChild!;
  return inner;
}
