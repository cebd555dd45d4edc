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

test.run();
