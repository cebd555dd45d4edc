import { parseSync } from "oxc-parser";

/** A change of one place in a source. */
export interface Mutation {
  file: string;
  operator: Operator;
  start: number;
  end: number;
  /** What stands there instead of the text between `start` and `end`. */
  replacement: string;
  /** From 1. */
  line: number;
}

/** What a mutation does; CONTRIBUTING.md has the same list. */
export const OPERATORS = {
  "negate-condition": "the condition of an if, a loop or ?: is negated",
  comparison: "=== and !== are swapped, a boundary is moved by one: < and <=, > and >=",
  boolean: "true and false are swapped",
  element: "an element of a list, or an argument that is spread, is left out",
  statement: "a call, an assignment, a throw or an if without else is left out",
  literal: "a string or a number is changed",
  logical: "&& and || are swapped, ?? becomes &&",
  not: "a ! is left out",
  "early-return": "a function returns before it does anything",
} as const;

export type Operator = keyof typeof OPERATORS;

/** Sentences for people: pages and snapshots compare them, and no logic reads them. */
const PROSE = new Set(
  "title message why fixes example wrong journal right limits code hint description".split(" "),
);

interface Node {
  type: string;
  start: number;
  end: number;
  [field: string]: unknown;
}

const SWAPPED: Record<string, string> = {
  "===": "!==",
  "!==": "===",
  "<": "<=",
  "<=": "<",
  ">": ">=",
  ">=": ">",
  "&&": "||",
  "||": "&&",
  "??": "&&",
};

/** Every mutation of a source, in the order of its text. Each is one that parses. */
export function mutationsOf(file: string, text: string): Mutation[] {
  const { program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]!.message}`);
  const found: Mutation[] = [];
  const add = (operator: Operator, { start, end }: { start: number; end: number }, replacement: string) => {
    const line = text.slice(0, start).split("\n").length;
    const isNew = replacement !== text.slice(start, end);
    if (isNew && parses(file, text.slice(0, start) + replacement + text.slice(end)))
      found.push({ file, operator, start, end, replacement, line });
  };
  visit(program as unknown as Node, add, text);
  return found.toSorted((a, b) => a.start - b.start || a.end - b.end);
}

type Add = (operator: Operator, place: { start: number; end: number }, replacement: string) => void;

function visit(node: Node, add: Add, text: string): void {
  mutate(node, add, text);
  for (const child of childrenOf(node)) visit(child, add, text);
}

/** What runs: no types, no imports, no keys, no sentences. */
function childrenOf(node: Node): Node[] {
  const { type } = node;
  if (/^(TSAs|TSSatisfies|TSNonNull)/.test(type)) return [node["expression"] as Node];
  if (type.startsWith("TS") || type === "ImportDeclaration" || type === "ExportAllDeclaration") return [];
  const isProse = type === "Property" && PROSE.has(nameOf(node["key"] as Node));
  if (isProse) return [];
  const skipped = node["computed"] === true ? [] : ["key", "property"];
  return Object.entries(node)
    .filter(([field]) => !skipped.includes(field))
    .flatMap(([, value]) => (Array.isArray(value) ? (value as unknown[]) : [value]))
    .filter((value): value is Node => typeof (value as Node | null)?.type === "string");
}

const nameOf = (key: Node) => String(key["name"] ?? key["value"] ?? "");

function mutate(node: Node, add: Add, text: string): void {
  const source = (part: { start: number; end: number }) => text.slice(part.start, part.end);
  const field = (name: string) => node[name] as Node;
  switch (node.type) {
    case "IfStatement":
    case "WhileStatement":
    case "ConditionalExpression":
      add("negate-condition", field("test"), `!(${source(field("test"))})`);
      if (node.type === "IfStatement" && node["alternate"] === null) add("statement", node, ";");
      break;
    case "BinaryExpression":
    case "LogicalExpression": {
      const operator = node["operator"] as string;
      const swapped = SWAPPED[operator];
      if (swapped === undefined) break;
      const [left, right] = [source(field("left")), source(field("right"))];
      add(
        node.type === "BinaryExpression" ? "comparison" : "logical",
        node,
        `(${left}) ${swapped} (${right})`,
      );
      break;
    }
    case "UnaryExpression":
      if (node["operator"] === "!") add("not", node, source(field("argument")));
      break;
    case "Literal":
      literal(node, add);
      break;
    case "ArrayExpression":
      elements(node, add);
      break;
    case "ExpressionStatement":
    case "ThrowStatement":
      add("statement", node, ";");
      break;
    case "FunctionDeclaration":
    case "FunctionExpression":
    case "ArrowFunctionExpression": {
      const body = node["body"] as Node | null;
      const isBlock = body?.type === "BlockStatement" || body?.type === "FunctionBody";
      if (isBlock && source(body).startsWith("{"))
        add("early-return", { start: body.start + 1, end: body.start + 1 }, " return;");
    }
  }
}

function literal(node: Node, add: Add): void {
  const value = node["value"];
  if (typeof value === "boolean") add("boolean", node, String(!value));
  if (typeof value === "number") add("literal", node, String(value + 1));
  if (typeof value === "string") add("literal", node, JSON.stringify(value === "" ? "x" : `${value}x`));
}

/** Leaves out each element, with the comma after it or, of the last, before it. */
function elements(node: Node, add: Add): void {
  const each = (node["elements"] as (Node | null)[]).filter((element) => element !== null);
  each.forEach((element, at) => {
    const next = each[at + 1];
    const before = each[at - 1];
    const start = next === undefined && before !== undefined ? before.end : element.start;
    add("element", { start, end: next?.start ?? element.end }, "");
  });
}

function parses(file: string, text: string): boolean {
  return parseSync(file, text).errors.length === 0;
}
