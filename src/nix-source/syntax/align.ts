import type { Node } from "web-tree-sitter";
import type { Segment } from "./strings.ts";

/** Which part of an evaluated string each segment of its source gave: from `from` on, before `to`. */
export interface Aligned {
  spans: { segment: Segment; from: number; to: number }[];
  /** Whether another division would have been possible. */
  ambiguous: boolean;
}

/** Puts a string's source beside what it evaluated to; null where one cannot have given the other. */
export function align(segments: readonly Segment[], value: string): Aligned | null {
  const spans: Aligned["spans"] = [];
  let at = 0;
  let ambiguous = false;
  let open = 0;
  for (let index = 0; index < segments.length; index++) {
    const segment = segments[index]!;
    if (segment.kind === "code") {
      if (open < spans.length) ambiguous = true;
      spans.push({ segment, from: at, to: at });
      continue;
    }
    const run = runOf(segments, index);
    const text = run.map((piece) => piece.text).join("");
    const isLast = index + run.length === segments.length;
    const start = startOf(text, value, at, open < spans.length, isLast);
    if (start === null) return null;
    ambiguous ||= open < spans.length && !isLast && value.indexOf(text, start + 1) !== -1;
    close(spans, open, start);
    at = start;
    for (const piece of run) {
      spans.push({ segment: piece, from: at, to: at + piece.text.length });
      at += piece.text.length;
    }
    open = spans.length;
    index += run.length - 1;
  }
  if (open < spans.length) close(spans, open, value.length);
  else if (at !== value.length) return null;
  return { spans, ambiguous };
}

type TextSegment = Extract<Segment, { kind: "text" }>;

function runOf(segments: readonly Segment[], from: number): TextSegment[] {
  const run: TextSegment[] = [];
  for (let index = from; segments[index]?.kind === "text"; index++) run.push(segments[index] as TextSegment);
  return run;
}

/** Where a text stands in the value: right here, or behind what an expression before it gave. */
function startOf(
  text: string,
  value: string,
  at: number,
  behindCode: boolean,
  isLast: boolean,
): number | null {
  if (isLast && behindCode) {
    const start = value.length - text.length;
    return start >= at && value.endsWith(text) ? start : null;
  }
  const start = behindCode ? value.indexOf(text, at) : at;
  return start !== -1 && value.startsWith(text, start) ? start : null;
}

/** Of several expressions side by side the first gets all. */
function close(spans: Aligned["spans"], open: number, end: number): void {
  for (const [index, span] of spans.slice(open).entries()) {
    if (index > 0) span.from = end;
    span.to = end;
  }
}

/** What gave the character at `offset`: an index in the source, or an expression. */
export function sourceOf({ spans }: Aligned, offset: number): number | Node | null {
  const span = spans.find(({ from, to }) => offset >= from && offset < to);
  if (span === undefined) return null;
  const { segment } = span;
  if (segment.kind === "code") return segment.node;
  return segment.start + (segment.escape ? 0 : offset - span.from);
}
