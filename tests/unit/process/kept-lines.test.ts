import fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { cutText, KEPT, KeptLines, MAX_LINE, splitLines } from "../../../src/process/kept-lines.ts";
import { countWork } from "../../support/count.ts";

/** The lines of a stream that comes in these chunks. */
function linesOf(chunks: readonly Buffer[]): string[] {
  const found: string[] = [];
  const lines = splitLines((line, end) => found.push(line + end));
  for (const chunk of chunks) lines.push(chunk);
  lines.end();
  return found;
}

test("lines are the same however the stream is divided", () => {
  const piece = fc.constantFrom("a", "é", "🦀", "\n", "\r\n", "");
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), fc.integer({ min: 1, max: 7 }), (pieces, size) => {
      const text = Buffer.from(pieces.join(""));
      const chunks = Array.from({ length: Math.ceil(text.length / size) }, (_, at) =>
        text.subarray(at * size, (at + 1) * size),
      );
      assert.is(linesOf(chunks).join(""), text.toString());
      assert.equal(linesOf(chunks), linesOf([text]));
    }),
    { seed: 6, numRuns: 500 },
  );
});

/** Bytes and characters that are looked at or copied. */
function workOf(action: () => void): number {
  const length = (self: { length: number }) => self.length;
  const parts = (_: never, [list]: never[]) =>
    (list as unknown as Buffer[]).reduce((sum, each) => sum + each.length, 0);
  return countWork(
    [
      [Buffer.prototype, "toString", length],
      [Buffer.prototype, "indexOf", length],
      [Buffer, "concat", parts],
      [String.prototype, "split", length],
      [String.prototype, "slice", length],
    ],
    action,
  ).work;
}

test("a line without an end costs what it is long, and not more", () => {
  const chunk = Buffer.alloc(64 * 1024, "x");
  const chunks = Array.from({ length: 1024 }, () => chunk);
  const total = chunk.length * chunks.length;
  let found: string[] = [];
  const work = workOf(() => (found = linesOf(chunks)));
  assert.ok(work <= 2 * total, `${work} for ${total} bytes`);
  assert.is(found.length, 1);
  assert.is(found[0], `${"x".repeat(MAX_LINE)} … (${total - MAX_LINE} bytes more)`);
});

test("many short lines cost what they are long", () => {
  const chunk = Buffer.from("ab\n".repeat(20_000));
  const chunks = Array.from({ length: 16 }, () => chunk);
  const total = chunk.length * chunks.length;
  let count = 0;
  const lines = splitLines(() => count++);
  const { work } = countWork([[Buffer, "concat", () => 1]], () => chunks.forEach(lines.push));
  assert.is(count, 20_000 * 16);
  assert.ok(work <= total, String(work));
});

test("of many lines the first and the last are kept, and the gap is said", () => {
  const kept = new KeptLines();
  const line = (at: number) => `${String(at).padStart(9, "0")}${"x".repeat(990)}\n`;
  for (let at = 0; at < 20_000; at++) kept.add(line(at));
  const text = kept.text();
  assert.ok(text.length <= KEPT.first + KEPT.last + 100, String(text.length));
  assert.ok(text.startsWith(line(0)) && text.endsWith(line(19_999)));
  const gap = /^… \((\d+) lines are left out here\)$/m.exec(text);
  assert.is(text.split("\n").length - 2 + Number(gap![1]), 20_000);
});

test("few lines are kept as they are", () => {
  const kept = new KeptLines();
  for (const line of ["a\n", "", "\n", "b"]) kept.add(line);
  assert.is(kept.text(), "a\n\nb");
});

test("long lines of their own are no more than is kept", () => {
  const kept = new KeptLines();
  for (let at = 0; at < 20; at++) kept.add(`${"x".repeat(MAX_LINE)}\n`);
  assert.ok(kept.text().length <= KEPT.first + KEPT.last + 100);
});

test("a text is cut, and says so", () => {
  assert.is(cutText("abc", 3), "abc");
  assert.is(cutText("abcd", 3), "abc … (cut here)");
});

test.run();
