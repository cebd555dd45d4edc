import { readFileSync } from "node:fs";
import type { Node } from "web-tree-sitter";
import type { Place } from "../manifest/place.ts";
import type { Found, Target } from "../manifest/target.ts";
import { failure, success, type Result } from "../base/result.ts";
import type { Definition } from "../manifest/types.ts";
import { inWorkingTree, type SourceMapping } from "../nix/evaluate/mapping.ts";
import { optionAt } from "./syntax/option.ts";
import { refine } from "./syntax/refine.ts";
import { parserOf, type NoParser, type SourceParser } from "./parser.ts";
import { Positions } from "./positions.ts";

/** Tells where things are written in the Nix files of a host. */
export interface Sources {
  /** Never throws: what cannot be distinguished is at the option, or at the file, with the reason. */
  locate(definition: Definition, target: Target): Found;
  /** Frees the trees that are kept. */
  close(): void;
}

interface Opened {
  root: Node;
  positions: Positions;
  close(): void;
}

/** Trees that are kept at a time; a host has few files with many findings. */
const MAX_TREES = 32;

/** No Nix file that somebody writes is longer. */
const MAX_BYTES = 4 * 1024 * 1024;

/** Opens the Nix files that a manifest's definitions name. The parser is loaded when this is called. */
export async function openSources(mappings: readonly SourceMapping[] = []): Promise<Sources> {
  const parser = await parserOf("nix");
  const trees = new Map<string, Result<Opened, string>>();
  return {
    locate: (definition, target) => locate(definition, target, parser, mappings, trees),
    close() {
      for (const tree of trees.values()) if (tree.ok) tree.value.close();
      trees.clear();
    },
  };
}

function locate(
  definition: Definition,
  target: Target,
  parser: SourceParser | NoParser,
  mappings: readonly SourceMapping[],
  trees: Map<string, Result<Opened, string>>,
): Found {
  const { line, column, option } = definition;
  const file = inWorkingTree(definition.file, mappings);
  const unrefined = (reason: string, place: Partial<Place> = {}): Found => {
    const at = { line, column, endLine: line, endColumn: column };
    return { place: { file, ...at, ...place }, refined: false, confidence: "high", reason };
  };
  if (line === 0) return unrefined(`Nix knows of ${option.join(".")} only that ${file} defines it`);
  if ("problem" in parser) return unrefined(parser.problem);
  // The copy in the store is what was evaluated; where it is gone, the working tree has it.
  const found = openedFile([definition.file, file], parser, trees);
  if (!found.ok) return unrefined(found.error);
  const opened = found.value;
  const units = opened.positions.unitsOf(line, column);
  const written = units === null ? null : optionAt(opened.root, line - 1, units, option);
  if (written === null) return unrefined(`${option.join(".")} is not written at this place of ${file}`);
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
  return unrefined(`the value of ${option.join(".")} is computed elsewhere`, placed(from, to));
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
  try {
    const bytes = readFileSync(file);
    if (bytes.length > MAX_BYTES) return failure(`${file} is too large to be read as Nix`);
    const text = bytes.toString("utf8");
    return success({ ...parser.open(text), positions: new Positions(text) });
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : String(error);
    return failure(`${file} cannot be read: ${reason}`);
  }
}

function discardOldest(trees: Map<string, Result<Opened, string>>): void {
  const [oldest] = trees.keys();
  const tree = trees.get(oldest!);
  if (tree?.ok === true) tree.value.close();
  trees.delete(oldest!);
}
