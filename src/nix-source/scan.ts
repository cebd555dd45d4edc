import { readFileSync } from "node:fs";
import glob from "fast-glob";
import type { SourceMistake } from "../manifest/target.ts";
import { cacheOf, contentHash, type Cache } from "./cache.ts";
import { mistakesIn, type PlacedMention } from "./mistakes.ts";
import { mayMention, type Mention } from "./syntax/mentions.ts";
import { Positions } from "./positions.ts";
import { overLimits } from "../programs/parse-limits.ts";
import { grammarOf } from "./parser.ts";
import type { NixParser } from "./jobs.ts";

/** What was found in the Nix files of a directory. */
export interface Scan {
  mistakes: SourceMistake[];
  /** How many Nix files there are, how many speak of confinement, and how many had to be parsed now. */
  files: number;
  mentioning: number;
  parsed: number;
  /** Files that were not looked at, with the reason. */
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

/**
 * Looks through all Nix files of a working tree for confinement that is written but does nothing. Only files that have the word
 * are parsed, and each content once: what was found is kept in a cache.
 */
export async function scanSources(
  directory: string,
  worker: NixParser,
  options: ScanOptions = {},
): Promise<Scan> {
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
  const grammar = grammarOf("nix");
  if ("problem" in grammar) return { ...scan, problem: grammar.problem };
  const cache = cacheOf(directory, grammar.id(), options.environment);
  const mentions: PlacedMention[] = [];
  for (const { file, bytes } of texts) mentions.push(...(await mentionsOf(file, bytes, worker, cache, scan)));
  cache.save();
  scan.mistakes = mistakesIn(mentions, options.confined);
  return scan;
}

function contentOf(file: string, { problems }: Scan): { file: string; bytes: Buffer }[] {
  try {
    const bytes = readFileSync(file);
    if (!mayMention(bytes)) return [];
    const over = overLimits(bytes);
    if (over === null) return [{ file, bytes }];
    problems.push({ file, problem: over });
  } catch (error) {
    problems.push({ file, problem: error instanceof Error ? error.message : String(error) });
  }
  return [];
}

async function mentionsOf(
  file: string,
  bytes: Buffer,
  worker: NixParser,
  cache: Cache,
  scan: Scan,
): Promise<PlacedMention[]> {
  const hash = contentHash(bytes);
  const text = bytes.toString("utf8");
  const cached = cache.get(hash);
  // A cache may hold anything; a mention that is not at the word is of another file.
  const fits = cached?.every(({ from, to }) => mayMention(text.slice(from, to))) === true;
  const mentions = fits ? cached! : await parsed(file, text, worker, scan);
  if (mentions === null) return [];
  cache.keep(hash, mentions);
  if (mentions.length === 0) return [];
  const positions = new Positions(text);
  return mentions.map(({ from, to, ...mention }) => {
    const end = positions.at(to);
    return { ...mention, place: { file, ...positions.at(from), endLine: end.line, endColumn: end.column } };
  });
}

/** Null: it is not looked at. */
async function parsed(file: string, text: string, worker: NixParser, scan: Scan): Promise<Mention[] | null> {
  scan.parsed++;
  const read = await worker.run(file, { kind: "mentions", text });
  if ("value" in read) return read.value;
  scan.problems.push({ file, problem: read.notLookedAt });
  return null;
}
