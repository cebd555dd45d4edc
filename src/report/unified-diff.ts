import { styled, type Line, type Style } from "./spans.ts";

/** What the mark in the first column of `diff -u` says of a line. */
const MARKS: Partial<Record<string, Style>> = { "+": "added", "-": "removed", "@": "faint" };

/** The lines of a unified diff. */
export function unifiedDiffLines(diff: string): Line[] {
  return diff
    .split("\n")
    .slice(0, -1)
    .map((line) => {
      const style = MARKS[line.slice(0, 1)];
      return [style === undefined ? line : styled(style, line)];
    });
}
