import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { skipped } from "../../support/skip.ts";
import { unifiedDiff } from "../../../src/drop-in/compare/unified-diff.ts";

const directory = mkdtempSync(join(tmpdir(), "confined-units-diff-"));
test.after(() => rmSync(directory, { recursive: true, force: true }));

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

test("texts that have only their ends in common are told as one hunk, without a search for the fewest edits", () => {
  const lines = (name: string) =>
    text(["[Service]", ...Array.from({ length: 20_000 }, (_, i) => `${name} ${i}`), "end"]);
  const diff = unifiedDiff("a", lines("old"), "b", lines("new")).split("\n");
  assert.equal(diff.slice(0, 5), ["--- a", "+++ b", "@@ -1,20002 +1,20002 @@", " [Service]", "-old 0"]);
  assert.equal(diff.slice(20_003, 20_005), ["-old 19999", "+new 0"]);
  assert.equal(diff.slice(-3), ["+new 19999", " end", ""]);
});

test("`patch` makes the second text of the first", () => {
  if (spawnSync("patch", ["--version"]).error !== undefined) return skipped("there is no patch here");
  const line = fc.constantFrom("a", "b", "c", "d", "e");
  const texts = fc.array(line, { maxLength: 30 });
  fc.assert(
    fc.property(texts, texts, (from, to) => {
      fc.pre(from.length > 0 && to.length > 0 && text(from) !== text(to));
      writeFileSync(join(directory, "from"), text(from));
      const diff = unifiedDiff("from", text(from), "to", text(to));
      const { stdout, status, stderr } = spawnSync("patch", ["--silent", "--output=-", "from"], {
        cwd: directory,
        input: diff,
        encoding: "utf8",
      });
      assert.is(status, 0, `${stderr}\n${diff}`);
      assert.is(stdout, text(to));
    }),
    { numRuns: 60 },
  );
});

test("a thousand lines against none of them, and against one less, in no time", () => {
  const lines = Array.from({ length: 4000 }, (_, i) => `BindReadOnlyPaths=/nix/store/${i}`);
  const before = performance.now();
  const diff = unifiedDiff("a", text(lines), "b", text(lines.toSpliced(2000, 1)));
  assert.is(diff.split("\n").length, 2 + 1 + 7 + 1);
  assert.ok(performance.now() - before < 1000);
});

test.run();
