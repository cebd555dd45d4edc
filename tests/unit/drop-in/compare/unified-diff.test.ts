import { test } from "uvu";
import * as assert from "uvu/assert";
import { unifiedDiff } from "../../../../src/drop-in/compare/unified-diff.ts";

const text = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join("");

test("equal texts have no diff", () => {
  assert.is(unifiedDiff("a", "x\n", "b", "x\n"), "");
  assert.is(unifiedDiff("a", "", "b", ""), "");
});

test("reads as `diff -u`: names, three lines of context, a hunk for each stretch", () => {
  const lines = Array.from({ length: 20 }, (_, i) => `line ${i + 1}`);
  const changed = lines.with(1, "other 2").toSpliced(14, 1);
  assert.is(
    unifiedDiff("from", text(lines), "to", text(changed)),
    `--- from
+++ to
@@ -1,5 +1,5 @@
 line 1
-line 2
+other 2
 line 3
 line 4
 line 5
@@ -12,7 +12,6 @@
 line 12
 line 13
 line 14
-line 15
 line 16
 line 17
 line 18
`,
  );
});

test("a file that is new, and one that is gone", () => {
  assert.is(unifiedDiff("/dev/null", "", "b", "x\ny\n"), "--- /dev/null\n+++ b\n@@ -0,0 +1,2 @@\n+x\n+y\n");
  assert.is(unifiedDiff("a", "x\n", "/dev/null", ""), "--- a\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n");
});

test("a missing newline at the end is a difference", () => {
  const diff = unifiedDiff("a", "x\ny\n", "b", "x\ny");
  assert.is(diff, "--- a\n+++ b\n@@ -1,2 +1,2 @@\n x\n-y\n+y\n\\ No newline at end of file\n");
});

test("texts that have only their ends in common are shown as one hunk, without a search for the fewest edits", () => {
  const lines = (name: string) =>
    text(["[Service]", ...Array.from({ length: 20_000 }, (_, i) => `${name} ${i}`), "end"]);
  const diff = unifiedDiff("a", lines("old"), "b", lines("new")).split("\n");
  assert.equal(diff.slice(0, 5), ["--- a", "+++ b", "@@ -1,20002 +1,20002 @@", " [Service]", "-old 0"]);
  assert.equal(diff.slice(20_003, 20_005), ["-old 19999", "+new 0"]);
  assert.equal(diff.slice(-3), ["+new 19999", " end", ""]);
});

test("thousands of lines against one less are one hunk", () => {
  const lines = Array.from({ length: 4000 }, (_, i) => `BindReadOnlyPaths=/nix/store/${i}`);
  const diff = unifiedDiff("a", text(lines), "b", text(lines.toSpliced(2000, 1)));
  assert.is(diff.split("\n").length, 2 + 1 + 7 + 1);
});

test("the fewest edits are looked for up to 4,000 of them", () => {
  const around = (name: string, count: number) => [
    ...Array.from({ length: count }, (_, i) => `${name} ${i}`),
    "common",
    ...Array.from({ length: 1000 }, (_, i) => `${name} behind ${i}`),
  ];
  const keepsCommon = (count: number) =>
    unifiedDiff("a", text(around("a", count)), "b", text(around("b", count))).includes("\n common\n");
  assert.ok(keepsCommon(1000));
  assert.not.ok(keepsCommon(1001));
});

test.run();
