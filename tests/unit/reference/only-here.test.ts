import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { DIALECT_NAMES } from "../../../src/reference/dialects.ts";
import { STRATEGY_NAMES } from "../../../src/reference/strategies.ts";
import { root } from "../../support/run.ts";

/** The rooms that may decide by the name of a dialect or a strategy; process/ hands `inherit` to Node, where it is a stream. */
const ROOMS = ["reference/", "drop-in/", "process/"];

const dialect = `["'\`](?:${DIALECT_NAMES.join("|")})["'\`]`;
const strategy = `["'\`](?:${STRATEGY_NAMES.join("|")})["'\`]`;
const FORBIDDEN: [what: string, pattern: RegExp][] = [
  ["the name of a dialect", new RegExp(dialect)],
  ["a comparison with a strategy", new RegExp(`[mM]ounts(?:\\)|!)? *[!=]==? *${strategy}`)],
  ["a case of a strategy", new RegExp(`case ${strategy}`)],
  ["a list of strategies", new RegExp(`${strategy},\\s*${strategy}`)],
];

/** What is in a source that is not in one of the rooms and should be. */
function decisionsIn(text: string): string[] {
  return FORBIDDEN.filter(([, pattern]) => pattern.test(text)).map(([what]) => what);
}

const sources = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts") && !ROOMS.some((room) => file.startsWith(room)))
  .toSorted();

test("the search finds what it looks for", () => {
  assert.equal(decisionsIn(`if (dialect === "2024") return;`), ["the name of a dialect"]);
  assert.equal(decisionsIn(`plan.mounts !== "overlay"`), ["a comparison with a strategy"]);
  assert.equal(decisionsIn(`const images = [\n  "image",\n  "overlay",\n];`), ["a list of strategies"]);
  assert.equal(decisionsIn(`case "image":`), ["a case of a strategy"]);
  assert.equal(decisionsIn(`hint: "declare --dialect (2024 for nixpkgs 24.11 to 25.05)"`), []);
  assert.ok(sources.includes("builder.ts") && sources.length > 100);
});

test("nothing outside src/reference and the generator decides by a dialect or a strategy", () => {
  const found = sources.flatMap((file) =>
    decisionsIn(readFileSync(join(root, "src", file), "utf8")).map((what) => `src/${file}: ${what}`),
  );
  assert.equal(found, []);
});

test.run();
