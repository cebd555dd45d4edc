import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import fastGlob from "fast-glob";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { root } from "../support/run.ts";

const pages = fastGlob.sync(["*.md", "docs/**/*.md", "examples/**/*.md"], { cwd: root });

test("every link between pages leads somewhere", () => {
  assert.ok(pages.length > 10);
  const broken = pages.flatMap((page) =>
    [...readFileSync(join(root, page), "utf8").matchAll(/\]\((?![a-z]+:)([^)#]+)[^)]*\)/g)]
      .map(([, target]) => target!)
      .filter((target) => !existsSync(join(root, dirname(page), target)))
      .map((target) => `${page}: ${target}`),
  );
  assert.equal(broken, []);
});

test("every page of docs is linked from another one", () => {
  const linked = new Set(
    pages.flatMap((page) =>
      [...readFileSync(join(root, page), "utf8").matchAll(/\]\((?![a-z]+:)([^)#]+)[^)]*\)/g)].map(
        ([, target]) => join(dirname(page), target!),
      ),
    ),
  );
  assert.equal(
    pages.filter((page) => page.startsWith("docs/") && !linked.has(page)),
    [],
  );
});

test.run();
