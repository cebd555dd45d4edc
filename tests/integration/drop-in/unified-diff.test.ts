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

test("texts that have only their ends in common are told as one hunk, without a search for the fewest edits", () => {
  const lines = (name: string) =>
    text(["[Service]", ...Array.from({ length: 20_000 }, (_, i) => `${name} ${i}`), "end"]);
  const diff = unifiedDiff("a", lines("old"), "b", lines("new")).split("\n");
  assert.equal(diff.slice(0, 5), ["--- a", "+++ b", "@@ -1,20002 +1,20002 @@", " [Service]", "-old 0"]);
  assert.equal(diff.slice(20_003, 20_005), ["-old 19999", "+new 0"]);
  assert.equal(diff.slice(-3), ["+new 19999", " end", ""]);
});

test("a thousand lines against none of them, and against one less, in no time", () => {
  const lines = Array.from({ length: 4000 }, (_, i) => `BindReadOnlyPaths=/nix/store/${i}`);
  // Of the processor's time: the clock's depends on what else the machine does.
  const before = process.cpuUsage();
  const diff = unifiedDiff("a", text(lines), "b", text(lines.toSpliced(2000, 1)));
  assert.is(diff.split("\n").length, 2 + 1 + 7 + 1);
  assert.ok(process.cpuUsage(before).user < 4e6);
});

test.run();
