import { readFileSync, statSync } from "node:fs";
import type { Node } from "web-tree-sitter";
import { LIMITS, shown } from "../programs/parse-limits.ts";
import type { Place } from "../manifest/place.ts";
import type { Found, Target } from "../manifest/target.ts";
import type { Definition } from "../manifest/types.ts";
import { inWorkingTree, type SourceMapping } from "../nix/evaluate/mapping.ts";
import { optionAt } from "./syntax/option.ts";
import { refine } from "./syntax/refine.ts";
import { OverLimits } from "./over-limits.ts";
import type { NoParser, SourceParser } from "./parser.ts";
import { failure, success, type Result } from "../base/result.ts";
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
  const trees = new Map<string, Result<Opened, string>>();
  return (parser, question) => locate(parser, question, trees);
}

function locate(
  parser: SourceParser | NoParser,
  { definition, target, mappings }: Question,
  trees: Map<string, Result<Opened, string>>,
): Found {
  const { line, column, option } = definition;
  const file = inWorkingTree(definition.file, mappings);
  const failed = (reason: string, place: Partial<Place> = {}) =>
    unrefined(definition, mappings, reason, place);
  if ("problem" in parser) return failed(parser.problem);
  // The copy in the store is what was evaluated; where it is gone, the working tree has it.
  const found = openedFile([definition.file, file], parser, trees);
  if (!found.ok) return failed(found.error);
  const opened = found.value;
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
  trees: Map<string, Result<Opened, string>>,
): Result<Opened, string> {
  let last: Result<Opened, string> = failure("");
  for (const file of new Set(files)) {
    const opened = trees.get(file) ?? open(file, parser);
    trees.delete(file);
    trees.set(file, opened);
    if (trees.size > MAX_TREES) discardOldest(trees);
    if (opened.ok) return opened;
    last = opened;
  }
  return last;
}

function open(file: string, parser: SourceParser): Result<Opened, string> {
  let text: string;
  try {
    const facts = statSync(file);
    // To read a pipe may have no end.
    if (!facts.isFile()) return failure(`${file} is no file`);
    if (facts.size > LIMITS.bytes)
      return failure(`${file} is not looked at: it is longer than ${shown(LIMITS.bytes)} bytes`);
    text = readFileSync(file, "utf8");
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : String(error);
    return failure(`${file} cannot be read: ${reason}`);
  }
  try {
    return success({ ...parser.open(text), positions: new Positions(text) });
  } catch (error) {
    if (error instanceof OverLimits) return failure(`${file} is not looked at: ${error.message}`);
    throw error;
  }
}

function discardOldest(trees: Map<string, Result<Opened, string>>): void {
  const [oldest] = trees.keys();
  const tree = trees.get(oldest!);
  if (tree?.ok === true) tree.value.close();
  trees.delete(oldest!);
}
