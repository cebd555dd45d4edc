import type { Node } from "web-tree-sitter";
import type { Confidence } from "../../manifest/place.ts";
import type { Target } from "../../manifest/target.ts";
import { align, sourceOf } from "./align.ts";
import { elementAt, elementsOf } from "./elements.ts";
import { leavesOf } from "./leaves.ts";
import { attributeIn, type Written } from "./option.ts";
import { fitOf } from "./package-names.ts";
import { segmentsOf } from "./strings.ts";
import { callOf } from "./syntax.ts";

/** A stretch of the source by its indexes, and how sure it is. */
export interface Stretch {
  from: number;
  to: number;
  confidence: Confidence;
  /** Whether it is only what holds the target. */
  outer?: true;
}

/** Where the target is within an option; null: it cannot be distinguished in there. */
export function refine(written: Written, target: Target): Stretch | null {
  if (target.kind === "option") return stretch(written.attribute, written.certain ? "high" : "medium");
  if (target.kind === "attribute") {
    const found = attributeIn(written, target.path);
    if (found === null) return null;
    const holder = stretch(found.attribute, found.certain ? "high" : "medium");
    if (target.within === undefined) return holder;
    return refine(found, target.within) ?? { ...holder, outer: true };
  }
  if (written.value === null || written.below.length > 0) return null;
  if (target.kind === "element") {
    const element = elementAt(elementsOf(written.value), target.index);
    return element === null ? null : stretch(element, "high");
  }
  const text = target.kind === "text" ? target.text : target.storePath;
  const { value } = target;
  const exact =
    value === undefined ? null : aligned(written.value, value, offsetIn(value, target, text), text.length);
  if (exact !== null) return exact;
  return target.kind === "text" ? literal(written.value, text) : byName(written.value, text);
}

function offsetIn(value: string, target: Target, text: string): number {
  return target.kind === "text" && target.offset !== undefined ? target.offset : value.indexOf(text);
}

/** Looks for the string that evaluated to this value, and in it for what gave the character at the offset. */
function aligned(value: Node, evaluated: string, offset: number, length: number): Stretch | null {
  if (offset < 0) return null;
  const fitting = stringsIn(value).flatMap((node) => {
    const result = align(segmentsOf(node)!, evaluated);
    const at = result === null ? null : sourceOf(result, offset);
    return result === null || at === null
      ? []
      : [{ at, end: sourceOf(result, offset + length - 1), ...result }];
  });
  // A string that is one expression fits every value: another one says more.
  const best =
    fitting.find(({ spans }) => spans.some(({ segment }) => segment.kind === "text")) ?? fitting[0];
  if (best === undefined) return null;
  const confidence = best.ambiguous || fitting.length > 1 ? "medium" : "high";
  if (typeof best.at !== "number") return stretch(best.at, confidence);
  const to = typeof best.end === "number" && best.end >= best.at ? best.end + 1 : best.at + 1;
  return { from: best.at, to, confidence };
}

/** Text that stands in a string as it is, be it evaluated or not. */
function literal(value: Node, text: string): Stretch | null {
  // Of several lines the first is enough to find the place.
  const line = text.split("\n").find((part) => part.trim() !== "") ?? "";
  const found: Stretch[] = [];
  for (const node of line === "" ? [] : stringsIn(value)) {
    for (const segment of segmentsOf(node)!) {
      if (segment.kind === "code" || segment.escape) continue;
      for (let at = segment.text.indexOf(line); at !== -1; at = segment.text.indexOf(line, at + 1)) {
        found.push({ from: segment.start + at, to: segment.start + at + line.length, confidence: "high" });
      }
    }
  }
  const [first] = found;
  return first === undefined ? null : { ...first, confidence: found.length > 1 ? "medium" : "high" };
}

/** The expression whose names fit best; the first of several that fit alike has low confidence. */
function byName(value: Node, storePath: string): Stretch | null {
  const hard = literal(value, storePath);
  if (hard !== null) return hard;
  const candidates = [...elementsOf(value), ...codeIn(value)].flatMap((node) => {
    const fit = node === null ? 0 : fitOf(node, storePath);
    return node === null || fit === 0 ? [] : [{ node, fit }];
  });
  const best = Math.max(0, ...candidates.map(({ fit }) => fit));
  const ids = new Set(candidates.filter(({ fit }) => fit === best).map(({ node }) => node.id));
  const first = candidates.find(({ fit }) => fit === best);
  if (first === undefined) return null;
  // An interpolation says more than the string around it.
  const inner = candidates.findLast(({ fit }) => fit === best)!;
  const within = inner.node.startIndex >= first.node.startIndex && inner.node.endIndex <= first.node.endIndex;
  const chosen = within ? inner : first;
  return stretch(chosen.node, best > 1 && (ids.size === 1 || within) ? "medium" : "low");
}

const STRINGS = ["string_expression", "indented_string_expression"];

/** All strings in a value, those in the definitions of its variables too. */
function stringsIn(value: Node): Node[] {
  const roots = leavesOf(value).flatMap(({ node }) => [node, ...argumentsOf(node)]);
  const elements = elementsOf(value).flatMap((node) =>
    node === null ? [] : leavesOf(node).map((leaf) => leaf.node),
  );
  const strings = [...roots, ...elements].flatMap((node) => node.descendantsOfType(STRINGS));
  return [...new Map(strings.map((node) => [node.id, node])).values()];
}

/** Of `f "a" b`, what `b` comes down to: `escapeShellArgs`, `concatStringsSep` and their like. */
function argumentsOf(node: Node): Node[] {
  return (callOf(node)?.args ?? []).flatMap((argument) => leavesOf(argument).map((leaf) => leaf.node));
}

function codeIn(value: Node): Node[] {
  return stringsIn(value).flatMap((node) =>
    segmentsOf(node)!.flatMap((segment) => (segment.kind === "code" ? [segment.node] : [])),
  );
}

function stretch(node: Node, confidence: Confidence): Stretch {
  return { from: node.startIndex, to: node.endIndex, confidence };
}
