/** Each benchmark runs, in a size that says nothing of time. */
import { test } from "uvu";
import * as assert from "uvu/assert";
import { replaceBlock } from "../../../bench/support/document.ts";
import { bundled } from "../../support/dist.ts";
import { root, run } from "../../support/run.ts";
import { skipped } from "../../support/skip.ts";
import { findProgram } from "../../system/support/requirements.ts";

bundled("cli.cjs");

const bench = (...args: string[]) =>
  run(process.execPath, ["--import", import.meta.resolve("tsx"), `${root}bench/main.ts`, ...args]);

const NAMES: { name: string; needs: string[] }[] = [
  { name: "start", needs: [] },
  { name: "growth", needs: [] },
  { name: "commands", needs: ["nix", "jq"] },
  { name: "generation", needs: ["nix", "jq"] },
];

for (const { name, needs } of NAMES) {
  test(`${name} gives tables`, () => {
    const missing = needs.find((program) => findProgram(program) === null);
    if (missing !== undefined) return skipped(`${missing} is not installed`);
    const { code, stdout, stderr } = bench("--tiny", name);
    assert.is(code, 0, stderr);
    assert.match(stdout, new RegExp(`^## ${name}\n\n[^]*\\| ---[^]*\\| \\d`));
    assert.not.match(stdout, /NaN|undefined|Infinity/);
  });
}

test("one that does not exist is refused, with those that do", () => {
  const { code, stderr } = bench("speed");
  assert.is.not(code, 0);
  assert.match(stderr, /no benchmark speed; there are start, generation/);
});

test("tables replace those of the same benchmark, and no others", () => {
  const document = (one: string) =>
    `text\n\n<!-- bench one -->\n\n${one}\n\n<!-- end -->\n\n<!-- bench two -->\n\n2\n\n<!-- end -->\n`;
  assert.is(replaceBlock(document("old"), "one", "new"), document("new"));
  assert.throws(() => replaceBlock(document("old"), "three", "new"), /no place for three/);
});

test.run();
