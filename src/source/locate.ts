import { readFileSync, statSync } from "node:fs";
import type { Node } from "web-tree-sitter";
import { LIMITS, shown } from "../core/facts/limits.ts";
import type { Place } from "../core/facts/place.ts";
import type { Found, Target } from "../core/facts/source.ts";
import type { Definition } from "../core/manifest/types.ts";
import { inWorkingTree, type SourceMapping } from "./mapping.ts";
import { optionAt } from "./nix/option.ts";
import { refine } from "./nix/refine.ts";
import { OverLimits } from "./over-limits.ts";
import type { NoParser, SourceParser } from "./parser.ts";
import { Positions } from "./positions.ts";
import { unrefined } from "./unrefined.ts";

interface Opened {
  root: Node;
  positions: Positions;
  close(): void;
}

/** Trees that are kept at a time; a host has few files with many findings, and a tree at the limits takes 10 MiB. */
const MAX_TREES = 8;

/** What is looked for, and where. */
export interface Question {
  definition: Definition;
  target: Target;
  mappings: readonly SourceMapping[];
}

/** Looks into files in this thread; trees are kept from question to question. */
export function locator(): (parser: SourceParser | NoParser, question: Question) => Found {
  const trees = new Map<string, Opened | string>();
  return (parser, question) => locate(parser, question, trees);
}

function locate(
  parser: SourceParser | NoParser,
  { definition, target, mappings }: Question,
  trees: Map<string, Opened | string>,
): Found {
  const { line, column, option } = definition;
  const file = inWorkingTree(definition.file, mappings);
  const failed = (reason: string, place: Partial<Place> = {}) =>
    unrefined(definition, mappings, reason, place);
  if ("problem" in parser) return failed(parser.problem);
  // The copy in the store is what was evaluated; where it is gone, the working tree has it.
  const opened = openedFile([definition.file, file], parser, trees);
  if (typeof opened === "string") return failed(opened);
  const units = opened.positions.unitsOf(line, column);
  const written = units === null ? null : optionAt(opened.root, line - 1, units, option);
  if (written === null) return failed(`${option.join(".")} is not written at this place of ${file}`);
  const placed = (from: number, to: number) => {
    const end = opened.positions.at(to);
    return { ...opened.positions.at(from), endLine: end.line, endColumn: end.column };
  };
  const stretch = refine(written, target);
  if (stretch !== null && stretch.outer === undefined) {
    const { from, to, confidence } = stretch;
    return { place: { file, ...placed(from, to) }, refined: true, confidence, reason: null };
  }
  const { from, to } = stretch ?? { from: written.attribute.startIndex, to: written.attribute.endIndex };
  return failed(`the value of ${option.join(".")} is computed elsewhere`, placed(from, to));
}

/** The first of these files that can be read and parsed, or one sentence about why none can. */
function openedFile(
  files: readonly string[],
  parser: SourceParser,
  trees: Map<string, Opened | string>,
): Opened | string {
  let reason = "";
  for (const file of new Set(files)) {
    const opened = trees.get(file) ?? open(file, parser);
    trees.delete(file);
    trees.set(file, opened);
    if (trees.size > MAX_TREES) discardOldest(trees);
    if (typeof opened !== "string") return opened;
    reason = opened;
  }
  return reason;
}

function open(file: string, parser: SourceParser): Opened | string {
  let text: string;
  try {
    const facts = statSync(file);
    // To read a pipe may have no end.
    if (!facts.isFile()) return `${file} is no file`;
    if (facts.size > LIMITS.bytes)
      return `${file} is not looked at: it is longer than ${shown(LIMITS.bytes)} bytes`;
    text = readFileSync(file, "utf8");
  } catch (error) {
    return `${file} cannot be read: ${error instanceof Error && "code" in error ? String(error.code) : String(error)}`;
  }
  try {
    return { ...parser.open(text), positions: new Positions(text) };
  } catch (error) {
    if (error instanceof OverLimits) return `${file} is not looked at: ${error.message}`;
    throw error;
  }
}

function discardOldest(trees: Map<string, Opened | string>): void {
  const [oldest] = trees.keys();
  const tree = trees.get(oldest!);
  if (typeof tree === "object") tree.close();
  trees.delete(oldest!);
}
