import fastGlob from "fast-glob";

const ALL = "tests/**/*.test.ts";
const SLOW = "tests/**/*.slow.test.ts";

/** The sessions of the command line, each run by itself by the test file beside their directory. */
const TRANSCRIPTS = "tests/integration/cli/transcripts";

/** A transcript, as it can be named: `tests/integration/cli/transcripts/audit`, with `.txt` or without, or `audit.txt`. */
const TRANSCRIPT = /^(?:tests\/integration\/cli\/transcripts\/)?([^/]+?)(\.txt)?$/;

/**
 * The test files that the patterns select, sorted, each once, and the patterns that select none. Without a pattern: all that are not
 * slow, or the slow ones. A file that is named is found whatever it is.
 */
export function findTests(
  patterns: readonly string[],
  { cwd = process.cwd(), slow = false }: { cwd?: string; slow?: boolean } = {},
): { files: string[]; unmatched: string[] } {
  const files = new Set<string>();
  const unmatched: string[] = [];
  const own = slow ? SLOW : ALL;
  for (const pattern of patterns.length === 0 ? [own] : patterns) {
    const glob = expand(pattern);
    // A fixture may hold test files that fail on purpose.
    const found = fastGlob
      .sync(glob, { cwd, ignore: ["tests/fixtures/**"] })
      .filter((file) => slow || glob === file || !file.endsWith(".slow.test.ts"));
    if (found.length === 0) unmatched.push(pattern);
    for (const file of found.flatMap((each) => perTranscript(each, cwd))) files.add(file);
  }
  return { files: [...files].toSorted(), unmatched };
}

/** What a test file is run with, from the root: a session is handed to the file that runs them. */
export function argumentsOf(file: string): string[] {
  const [, name] = file.startsWith(`${TRANSCRIPTS}/`) ? (TRANSCRIPT.exec(file) ?? []) : [];
  return name === undefined ? [file] : [`${TRANSCRIPTS}.test.ts`, `${name}.txt`];
}

/** A directory stands for all tests in it. */
function expand(pattern: string): string {
  const plain = pattern.replace(/^\.\//, "").replace(/\/$/, "");
  if (plain.endsWith(".ts")) return plain;
  const [, name, ending] = TRANSCRIPT.exec(plain) ?? [];
  if (name !== undefined && (ending !== undefined || plain.includes("/")))
    return `${TRANSCRIPTS}/${name}.txt`;
  return plain === TRANSCRIPTS ? `${TRANSCRIPTS}.test.ts` : `${plain}/**/*.test.ts`;
}

function perTranscript(file: string, cwd: string): string[] {
  return file === `${TRANSCRIPTS}.test.ts` ? fastGlob.sync(`${TRANSCRIPTS}/*.txt`, { cwd }) : [file];
}
