import type { Node } from "web-tree-sitter";

/** A stretch of a string as Nix makes it: text, with where it stands in the source, or an expression put in. */
export type Segment = Text | { kind: "code"; node: Node };

interface Text {
  kind: "text";
  text: string;
  /** Index in the source of the first character; the others follow one by one, unless it is an escape. */
  start: number;
  escape: boolean;
}

/** The segments of a string in either notation; null for all else. */
export function segmentsOf(node: Node): Segment[] | null {
  if (node.type === "string_expression") return tokens(node, unescape);
  return node.type === "indented_string_expression"
    ? withoutIndentation(tokens(node, unescapeIndented))
    : null;
}

function tokens(node: Node, value: (escape: string) => string): Segment[] {
  return node.namedChildren.flatMap((child): Segment[] => {
    const start = child.startIndex;
    if (child.type === "interpolation") {
      const expression = child.childForFieldName("expression");
      return expression === null ? [] : [{ kind: "code", node: expression }];
    }
    if (child.type === "string_fragment") return [{ kind: "text", text: child.text, start, escape: false }];
    // What stands before `$` disappears, but ends the indentation of its line.
    const text = child.type === "escape_sequence" ? value(child.text) : "";
    return [{ kind: "text", text, start, escape: true }];
  });
}

const CONTROL: Record<string, string> = { n: "\n", r: "\r", t: "\t" };

function unescape(escape: string): string {
  const character = escape.slice(1);
  return CONTROL[character] ?? character;
}

function unescapeIndented(escape: string): string {
  return escape === "'''" ? "''" : unescape(escape.slice(2));
}

/** As Nix does it: stripIndentation in its src/libexpr/parser.y. */
function withoutIndentation(segments: Segment[]): Segment[] {
  const [first, ...rest] = segments;
  const opening = first?.kind === "text" && !first.escape ? /^ *\n/.exec(first.text) : null;
  if (first?.kind === "text" && opening !== null) {
    const skipped = opening[0].length;
    segments = [{ ...first, text: first.text.slice(skipped), start: first.start + skipped }, ...rest];
  }
  const indent = smallestIndent(segments);
  let atStart = true;
  return segments.flatMap((segment, index): Segment[] => {
    if (segment.kind === "code" || segment.escape) {
      // An escaped newline begins a line too; what stands before `$` is not a character.
      if (segment.kind === "code" || segment.text !== "")
        atStart = segment.kind === "text" && segment.text === "\n";
      return [segment];
    }
    const isLast = index === segments.length - 1;
    let { start } = segment;
    const lines = segment.text.split("\n");
    return lines.map((line, number): Segment => {
      const spaces = /^ */.exec(line)![0].length;
      const dropped = atStart ? Math.min(spaces, indent) : 0;
      const isEnd = number === lines.length - 1;
      const last = isLast && isEnd && number > 0 && spaces === line.length;
      const text = last ? "" : line.slice(dropped) + (isEnd ? "" : "\n");
      const piece: Segment = { kind: "text", text, start: start + dropped, escape: false };
      start += line.length + 1;
      atStart = !isEnd || (atStart && spaces === line.length);
      return piece;
    });
  });
}

function smallestIndent(segments: readonly Segment[]): number {
  let smallest = Infinity;
  let current: number | null = 0;
  for (const segment of segments) {
    if (segment.kind === "code" || segment.escape) {
      if (current !== null) smallest = Math.min(smallest, current);
      current = null;
      continue;
    }
    for (const character of segment.text) {
      if (character === "\n") current = 0;
      else if (current !== null && character === " ") current++;
      else if (current !== null) {
        smallest = Math.min(smallest, current);
        current = null;
      }
    }
  }
  return smallest;
}
