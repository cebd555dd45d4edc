import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { WORDS } from "../../../src/core/audit/words.ts";
import { root } from "../../support/run.ts";

const PAGES = join(root, "docs/reference/diagnostics");
const codes = Object.keys(WORDS).toSorted();

test("each code has a page that says what it says, and no page is left over", () => {
  assert.equal(
    readdirSync(PAGES).toSorted(),
    codes.map((code) => `${code}.md`),
  );
  for (const [code, { severity, confidence, why }] of Object.entries(WORDS)) {
    const page = readFileSync(join(PAGES, `${code}.md`), "utf8").replaceAll(/\s+/g, " ");
    for (const part of [`# ${code}`, `Severity: ${severity}`, `Confidence: ${confidence}`, why]) {
      assert.ok(page.includes(part), `${code}.md: ${part}`);
    }
  }
});

test("each code is in the table of rules", () => {
  const table = readFileSync(join(root, "docs/reference/audit-rules.md"), "utf8");
  for (const code of codes) assert.match(table, `(diagnostics/${code}.md)`);
});

/** Found, and not found, by other tests than that of the seeds. */
const ELSEWHERE = "CU107 CU111 CU112 CU114 CU206 CU313 CU407 CU408 CU409 CU410".split(" ");

test("each code has a service that it could be found in and is not", () => {
  const text = readFileSync(join(root, "examples/seeds/clean.nix"), "utf8");
  const quiet = new Set(text.match(/(?<=# not )CU\d+( CU\d+)*$/gm)?.flatMap((line) => line.split(" ")));
  assert.equal(
    codes.filter((code) => !quiet.has(code)),
    ELSEWHERE,
  );
});

test("each code has a service that it is found in", () => {
  const text = ["seeds", "old"]
    .map((host) => readFileSync(join(root, `examples/seeds/${host}.nix`), "utf8"))
    .join("");
  const seeded = new Set(text.match(/(?<=# )CU\d+$/gm));
  assert.equal(
    codes.filter((code) => !seeded.has(code)),
    ELSEWHERE,
  );
});

test.run();
