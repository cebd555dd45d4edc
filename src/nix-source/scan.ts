import { readFileSync } from "node:fs";
import glob from "fast-glob";
import type { SourceMistake } from "../manifest/target.ts";
import { cacheOf, contentHash, type Cache } from "./cache.ts";
import { mistakesIn, type PlacedMention } from "./mistakes.ts";
import { mayMention, mentionsIn, type Mention } from "./syntax/mentions.ts";
import { parserOf, type SourceParser } from "./parser.ts";
import { Positions } from "./positions.ts";

/** What was found in the Nix files of a directory. */
export interface Scan {
  mistakes: SourceMistake[];
  /** How many Nix files there are, how many speak of confinement, and how many had to be parsed now. */
  files: number;
  mentioning: number;
  parsed: number;
  /** Files that were left out, with the reason. */
  problems: { file: string; problem: string }[];
  /** Why nothing could be looked at; null: it could. */
  problem: string | null;
}

export interface ScanOptions {
  /** Services that are known to be confined. */
  confined?: ReadonlySet<string>;
  /** Where caches are: the environment's XDG_CACHE_HOME and HOME. */
  environment?: NodeJS.ProcessEnv;
}

/** What tools leave behind; Nix' own symlinks, such as `result`, are not followed. */
const IGNORED = ["**/.git/**", "**/.direnv/**", "**/node_modules/**"];

const MAX_BYTES = 4 * 1024 * 1024;

/**
 * Looks through all Nix files of a working tree for confinement that is written but does nothing. Only files that have the word
 * are parsed, and each content once: what was found is kept in a cache.
 */
export async function scanSources(directory: string, options: ScanOptions = {}): Promise<Scan> {
  const scan: Scan = { mistakes: [], files: 0, mentioning: 0, parsed: 0, problems: [], problem: null };
  const paths = await glob("**/*.nix", {
    cwd: directory,
    absolute: true,
    dot: true,
    ignore: IGNORED,
    followSymbolicLinks: false,
    suppressErrors: true,
  });
  scan.files = paths.length;
  const texts = paths.toSorted().flatMap((file) => contentOf(file, scan));
  scan.mentioning = texts.length;
  if (texts.length === 0) return scan;
  const parser = await parserOf("nix");
  if ("problem" in parser) return { ...scan, problem: parser.problem };
  const cache = cacheOf(directory, parser.id, options.environment);
  const mentions = texts.flatMap(({ file, bytes }) => mentionsOf(file, bytes, parser, cache, scan));
  cache.save();
  scan.mistakes = mistakesIn(mentions, options.confined);
  return scan;
}

function contentOf(file: string, { problems }: Scan): { file: string; bytes: Buffer }[] {
  try {
    const bytes = readFileSync(file);
    if (!mayMention(bytes)) return [];
    if (bytes.length <= MAX_BYTES) return [{ file, bytes }];
    problems.push({ file, problem: "it is too large to be read as Nix" });
  } catch (error) {
    problems.push({ file, problem: error instanceof Error ? error.message : String(error) });
  }
  return [];
}

function mentionsOf(
  file: string,
  bytes: Buffer,
  parser: SourceParser,
  cache: Cache,
  scan: Scan,
): PlacedMention[] {
  const hash = contentHash(bytes);
  const text = bytes.toString("utf8");
  const cached = cache.get(hash);
  // A cache may hold anything; a mention that is not at the word is of another file.
  const fits = cached?.every(({ from, to }) => mayMention(text.slice(from, to))) === true;
  const mentions = fits ? cached! : parsed(text, parser, scan);
  cache.keep(hash, mentions);
  if (mentions.length === 0) return [];
  const positions = new Positions(text);
  return mentions.map(({ from, to, ...mention }) => {
    const end = positions.at(to);
    return { ...mention, place: { file, ...positions.at(from), endLine: end.line, endColumn: end.column } };
  });
}

function parsed(text: string, parser: SourceParser, scan: Scan): Mention[] {
  scan.parsed++;
  return parser.parse(text, (root) => mentionsIn(root, text));
}
