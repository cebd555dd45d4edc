import fastGlob from "fast-glob";

const ALL = "tests/**/*.test.ts";

/** The test files that the patterns select, sorted, each once, and the patterns that select none. */
export function findTests(
  patterns: readonly string[],
  cwd = process.cwd(),
): { files: string[]; unmatched: string[] } {
  const files = new Set<string>();
  const unmatched: string[] = [];
  for (const pattern of patterns.length === 0 ? [ALL] : patterns) {
    // A fixture may hold test files that fail on purpose.
    const found = fastGlob.sync(expand(pattern), { cwd, ignore: ["tests/fixtures/**"] });
    if (found.length === 0) unmatched.push(pattern);
    for (const file of found) files.add(file);
  }
  return { files: [...files].toSorted(), unmatched };
}

/** A directory stands for all tests in it. */
function expand(pattern: string): string {
  const plain = pattern.replace(/^\.\//, "").replace(/\/$/, "");
  return plain.endsWith(".ts") ? plain : `${plain}/**/*.test.ts`;
}
