/** Lines shown around what differs, as `diff -u` has it. */
const CONTEXT = 3;

/** One line of a comparison: in both texts, only in the first, or only in the second. */
interface Edit {
  mark: " " | "-" | "+";
  line: string;
}

/** What two texts have in common, and not, as `diff -u` prints it; "" where they are equal. */
export function unifiedDiff(fromName: string, from: string, toName: string, to: string): string {
  if (from === to) return "";
  const edits = compareLines(linesOf(from), linesOf(to));
  return `--- ${fromName}\n+++ ${toName}\n${hunksOf(edits)}`;
}

function linesOf(text: string): string[] {
  if (text === "") return [];
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  else lines.push(`${lines.pop()}\n\\ No newline at end of file`);
  return lines;
}

/** Time and memory grow with the square of the edits: with so many, which ones are fewest helps nobody. */
const MAX_COST = 4000;

/** A shortest list of edits, by Myers' greedy algorithm (Algorithmica 1, 1986): linear where the texts are much alike. */
function compareLines(from: readonly string[], to: readonly string[]): Edit[] {
  const limit = Math.min(MAX_COST, from.length + to.length);
  // By diagonal, from -limit - 1 on; a round reads those of odd numbers and writes those of even ones, or the reverse.
  const furthest = new Int32Array(2 * limit + 3);
  const rounds: Int32Array[] = [];
  for (let cost = 0; cost <= limit; cost++) {
    const first = limit + 1 - cost;
    rounds.push(furthest.slice(first - 1, limit + cost + 3));
    for (let k = -cost; k <= cost; k += 2) {
      const [below, above] = [furthest[limit + k]!, furthest[limit + k + 2]!];
      let x = isDown(k, cost, below, above) ? above : below + 1;
      while (x < from.length && x - k < to.length && from[x] === to[x - k]) x++;
      furthest[limit + 1 + k] = x;
      if (x >= from.length && x - k >= to.length) return traceBack(from, to, rounds, k, x);
    }
  }
  return replaced(from, to);
}

/** Whether the last edit of a way to diagonal `k` is a line more, and not one less. */
const isDown = (k: number, cost: number, below: number, above: number) =>
  k === -cost || (k !== cost && below < above);

/** From the end of both texts to their beginnings, round by round. */
function traceBack(
  from: readonly string[],
  to: readonly string[],
  rounds: readonly Int32Array[],
  lastK: number,
  lastX: number,
): Edit[] {
  const edits: Edit[] = [];
  let [k, x] = [lastK, lastX];
  for (let cost = rounds.length - 1; cost >= 0; cost--) {
    const [below, above] = [rounds[cost]![k + cost]!, rounds[cost]![k + cost + 2]!];
    const down = isDown(k, cost, below, above);
    const previousX = cost === 0 ? 0 : down ? above : below;
    const previousK = down ? k + 1 : k - 1;
    const begin = cost === 0 ? 0 : down ? previousX : previousX + 1;
    while (x > begin) edits.push({ mark: " ", line: from[--x]! });
    if (cost === 0) break;
    if (down) edits.push({ mark: "+", line: to[previousX - previousK]! });
    else edits.push({ mark: "-", line: from[previousX]! });
    [k, x] = [previousK, previousX];
  }
  return edits.toReversed();
}

/** All that stands between what both begin and end with. */
function replaced(from: readonly string[], to: readonly string[]): Edit[] {
  const shorter = Math.min(from.length, to.length);
  let head = 0;
  while (head < shorter && from[head] === to[head]) head++;
  let tail = 0;
  while (tail < shorter - head && from.at(-1 - tail) === to.at(-1 - tail)) tail++;
  const edits = (mark: Edit["mark"], lines: readonly string[]) => lines.map((line) => ({ mark, line }));
  return [
    ...edits(" ", from.slice(0, head)),
    ...edits("-", from.slice(head, from.length - tail)),
    ...edits("+", to.slice(head, to.length - tail)),
    ...edits(" ", from.slice(from.length - tail)),
  ];
}

function hunksOf(edits: readonly Edit[]): string {
  let text = "";
  let [from, to] = [1, 1];
  for (let start = 0; start < edits.length;) {
    const end = endOfHunk(edits, start);
    const changes = edits.slice(start, end).findIndex(({ mark }) => mark !== " ");
    const skipped = changes === -1 ? end - start : Math.max(0, changes - CONTEXT);
    from += skipped;
    to += skipped;
    const hunk = edits.slice(start + skipped, end);
    const removed = hunk.filter(({ mark }) => mark !== "+").length;
    const added = hunk.filter(({ mark }) => mark !== "-").length;
    if (hunk.length > 0) {
      text += `@@ -${range(from, removed)} +${range(to, added)} @@\n`;
      text += hunk.map(({ mark, line }) => `${mark}${line}\n`).join("");
    }
    from += removed;
    to += added;
    start = end;
  }
  return text;
}

/** Behind the context of the last change before a stretch of equal lines that is longer than two contexts. */
function endOfHunk(edits: readonly Edit[], start: number): number {
  let last = -1;
  for (let i = start; i < edits.length; i++) {
    if (edits[i]!.mark !== " ") last = i;
    else if (last !== -1 && i - last > 2 * CONTEXT) return last + 1 + CONTEXT;
  }
  return last === -1 ? edits.length : Math.min(edits.length, last + 1 + CONTEXT);
}

/** A range of no lines is named by the line before it, and one line has no count. */
function range(start: number, count: number): string {
  if (count === 1) return String(start);
  return `${count === 0 ? start - 1 : start},${count}`;
}
