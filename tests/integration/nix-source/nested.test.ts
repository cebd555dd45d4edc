import { test } from "uvu";
import * as assert from "uvu/assert";
import type { Target } from "../../../src/manifest/target.ts";
import { optionAt } from "../../../src/nix-source/syntax/option.ts";
import { refine } from "../../../src/nix-source/syntax/refine.ts";
import { parserOf } from "../../../src/nix-source/parser.ts";
import { skipped } from "../../support/skip.ts";
import { OverLimits } from "../../../src/nix-source/over-limits.ts";

const parser = await parserOf("nix");

const TEXT: Target = { kind: "text", text: "x", value: "x y" };
const STORE: Target = { kind: "storePath", storePath: "/nix/store/11111111111111111111111111111111-jq-1.7" };
const TARGETS: Target[] = [
  TEXT,
  STORE,
  { kind: "element", index: 9 },
  { kind: "attribute", path: ["a", "b"], within: TEXT },
];

function look(text: string): void {
  if ("problem" in parser) throw new Error(parser.problem);
  parser.parse(text, (root) => {
    const written = optionAt(root, 0, 2, ["a"]);
    for (const target of TARGETS) if (written !== null) refine(written, target);
  });
}

const DOUBLING = Array.from({ length: 30 }, (_, at) => `v${at} = v${at + 1} // v${at + 1};`).join(" ");

const LARGE: [title: string, value: string][] = [
  ["a circle of variables", "rec { a = b; b = a; }.a"],
  ["a list of itself, twice", "let a = a ++ a; in a ++ a"],
  ["a set of itself", "let a = { b = a.b; }; in a.b"],
  ["branches that double", 'let a = if x then a else a; b = f a a; in [ b "${a} ${b}" ]'],
  ["variables that each name the next twice", `let ${DOUBLING} in v0`],
  ["deep parentheses", `${"(".repeat(900)}a${")".repeat(900)}`],
  ["a long sum of lists", `[ a ]${" ++ [ a ]".repeat(500)}`],
  ["a long list", `[ ${'(f a "x") '.repeat(1000)} ]`],
  ["a long string", `"${"x ${a} ".repeat(1000)}"`],
];

for (const [title, value] of LARGE) {
  test(`${title} come to an end`, () => {
    if ("problem" in parser) return skipped(parser.problem);
    // One that doubles its work at each step would run for years.
    look(`{ a = ${value}; }`);
  });
}

test("what is over the limits is not looked at", () => {
  if ("problem" in parser) return skipped(parser.problem);
  const reason = (value: string) => {
    try {
      look(`{ a = ${value}; }`);
      return null;
    } catch (error) {
      assert.instance(error, OverLimits);
      return (error as Error).message;
    }
  };
  assert.is(reason(`${"(".repeat(2000)}a${")".repeat(2000)}`), "it is nested more than 1,000 levels deep");
  assert.is(reason(`[ ${"(f a)\n".repeat(20_000)} ]`), "it has more than 100,000 syntax nodes");
  assert.is(reason(`[ ${"(f a)".repeat(20_000)} ]`), "it has a line of more than 65,536 bytes");
});

test.run();
