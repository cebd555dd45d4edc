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

/** A shortest list of edits, by Myers' greedy algorithm (Algorithmica 1, 1986): linear where the texts are much alike. */
function compareLines(from: readonly string[], to: readonly string[]): Edit[] {
  let furthest = new Map<number, number>([[1, 0]]);
  const rounds: Map<number, number>[] = [];
  for (let cost = 0; ; cost++) {
    rounds.push(furthest);
    const next = new Map(furthest);
    for (let k = -cost; k <= cost; k += 2) {
      const down = k === -cost || (k !== cost && at(furthest, k - 1) < at(furthest, k + 1));
      let x = down ? at(furthest, k + 1) : at(furthest, k - 1) + 1;
      while (x < from.length && x - k < to.length && from[x] === to[x - k]) x++;
      next.set(k, x);
      if (x >= from.length && x - k >= to.length) return traceBack(from, to, rounds, k, x);
    }
    furthest = next;
  }
}

const at = (furthest: ReadonlyMap<number, number>, k: number) => furthest.get(k) ?? -1;

/** From the end of both texts to their beginnings, round by round. */
function traceBack(
  from: readonly string[],
  to: readonly string[],
  rounds: readonly ReadonlyMap<number, number>[],
  lastK: number,
  lastX: number,
): Edit[] {
  const edits: Edit[] = [];
  let [k, x] = [lastK, lastX];
  for (let cost = rounds.length - 1; cost >= 0; cost--) {
    const furthest = rounds[cost]!;
    const down = k === -cost || (k !== cost && at(furthest, k - 1) < at(furthest, k + 1));
    const previousK = down ? k + 1 : k - 1;
    const previousX = cost === 0 ? 0 : at(furthest, previousK);
    const begin = cost === 0 ? 0 : down ? previousX : previousX + 1;
    while (x > begin) edits.push({ mark: " ", line: from[--x]! });
    if (cost === 0) break;
    if (down) edits.push({ mark: "+", line: to[previousX - previousK]! });
    else edits.push({ mark: "-", line: from[previousX]! });
    [k, x] = [previousK, previousX];
  }
  return edits.toReversed();
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
