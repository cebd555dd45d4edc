import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "acorn";
import { transformSync } from "esbuild";

/** A regular expression in a source file. */
export interface Found {
  file: string;
  line: number;
  /** As it is written: `/…/flags`, or the code that makes it. */
  text: string;
  /** Null: it is computed, and nothing can be said of it. */
  expression: { source: string; flags: string } | null;
}

/** All regular expressions of the sources below a directory; file names are relative to it. */
export function regExpsBelow(directory: string): Found[] {
  const files = readdirSync(directory, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.[cm]?[jt]s$/.test(file))
    .toSorted();
  return files.flatMap((file) => regExpsIn(file, readFileSync(join(directory, file), "utf8")));
}

interface Node {
  type: string;
  start: number;
  end: number;
  [field: string]: unknown;
}

/** All regular expressions of one file: literals, `RegExp(…)`, and texts that `match`, `matchAll` and `search` make into one. */
export function regExpsIn(file: string, source: string): Found[] {
  const { code } = transformSync(source, { loader: "ts", target: "esnext", charset: "utf8" });
  const found: Found[] = [];
  const add = (node: Node, expression: Found["expression"]) => {
    const text = code.slice(node.start, node.end);
    const at = source.indexOf(text);
    found.push({ file, line: source.slice(0, Math.max(at, 0)).split("\n").length, text, expression });
  };
  visit(parse(code, { ecmaVersion: "latest", sourceType: "module" }) as unknown as Node, (node) => {
    const { type, regex, callee } = node as Node & {
      regex?: { pattern: string; flags: string };
      callee?: Node & { name?: string; property?: { name?: string } };
    };
    if (type === "Literal" && regex !== undefined) add(node, { source: regex.pattern, flags: regex.flags });
    if (type !== "NewExpression" && type !== "CallExpression") return;
    const args = node["arguments"] as Node[];
    const [first, second] = args.map(textOf);
    if (callee?.name === "RegExp")
      add(
        node,
        typeof first === "string" && (args.length < 2 || typeof second === "string")
          ? { source: first, flags: second ?? "" }
          : null,
      );
    else if (
      ["match", "matchAll", "search"].includes(callee?.property?.name ?? "") &&
      typeof first === "string"
    )
      add(node, { source: first, flags: "" });
  });
  return found;
}

/** The value of a text that is written out; null for what is computed. */
function textOf(node: Node): string | null {
  if (node.type === "Literal") return typeof node["value"] === "string" ? node["value"] : null;
  const { quasis, expressions } = node as Node & {
    quasis?: { value: { cooked: string } }[];
    expressions?: Node[];
  };
  return node.type === "TemplateLiteral" && expressions!.length === 0 ? quasis![0]!.value.cooked : null;
}

function visit(value: unknown, look: (node: Node) => void): void {
  if (Array.isArray(value)) for (const each of value) visit(each, look);
  else if (typeof value === "object" && value !== null && !(value instanceof RegExp)) {
    if ("type" in value) look(value as Node);
    for (const each of Object.values(value)) visit(each, look);
  }
}
