/** Lines shown before and after what differs. */
const CONTEXT = 2;

/**
 * How two texts differ, in the manner of `diff -u` with one hunk: from the first line that differs to the last. A text
 * that does not end with a newline is distinguished from one that does.
 */
export function unifiedDiff(expected: string, got: string): string[] {
  const from = linesOf(expected);
  const to = linesOf(got);
  const shorter = Math.min(from.length, to.length);
  let head = 0;
  while (head < shorter && from[head] === to[head]) head++;
  let tail = 0;
  while (tail < shorter - head && from.at(-1 - tail) === to.at(-1 - tail)) tail++;
  const start = Math.max(0, head - CONTEXT);
  const after = Math.min(CONTEXT, tail);
  const range = (lines: readonly string[]) => `${start + 1},${lines.length - tail + after - start}`;
  return [
    `@@ -${range(from)} +${range(to)} @@`,
    ...from.slice(start, head).map((line) => ` ${line}`),
    ...from.slice(head, from.length - tail).map((line) => `-${line}`),
    ...to.slice(head, to.length - tail).map((line) => `+${line}`),
    ...from.slice(from.length - tail, from.length - tail + after).map((line) => ` ${line}`),
  ];
}

function linesOf(text: string): string[] {
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  else lines.push("\\ No newline at end of file");
  return lines;
}
