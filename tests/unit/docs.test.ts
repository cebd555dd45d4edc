import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import fastGlob from "fast-glob";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { root } from "../support/run.ts";
import { ROOMS } from "../../scripts/rooms/rooms.ts";

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

test("CONTRIBUTING.md has a line for each room, in their order", () => {
  const text = readFileSync(join(root, "CONTRIBUTING.md"), "utf8");
  const table = text.slice(text.indexOf("| room "), text.indexOf("| beside "));
  assert.equal(
    [...table.matchAll(/^\| `([\w-]+)\/` /gm)].map(([, room]) => room),
    ROOMS.filter((room) => existsSync(join(root, "src", room))),
  );
});

/** Directories of the repository whose files pages name; `dist` is made, and a path of a NixOS or of the store is none of ours. */
const OURS = /^(?:src|nix|tests|scripts|docs|bench|examples|\.ci)\//;

/** Words that stand for many: `CUnnn`, `NAME`, `HOST`, globs and what is left out. */
const isExample = (path: string) => /[*<>…{}]|CUnnn|CU123|NAME|HOST/.test(path);

test("every path of the repository that a page names exists", () => {
  const named = pages
    .filter((page) => !page.startsWith("examples/"))
    .flatMap((page) =>
      [
        ...readFileSync(join(root, page), "utf8").matchAll(
          /`([^`\s]+)`|(?<=\s)((?:src|tests|nix|scripts|bench)\/[\w./-]+\w)/g,
        ),
      ].map(([, quoted, bare]) => ({ page, path: (quoted ?? bare!).replace(/[:#].*$/, "") })),
    )
    .filter(({ path }) => OURS.test(path) && !isExample(path));
  assert.ok(named.length > 60, String(named.length));
  assert.equal(
    named
      // A recorded session may be named without its ending.
      .filter(({ path }) => !existsSync(join(root, path)) && !existsSync(join(root, `${path}.txt`)))
      .map(({ page, path }) => `${page}: ${path}`),
    [],
  );
});

test.run();
