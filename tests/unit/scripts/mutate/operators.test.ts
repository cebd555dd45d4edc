import { test } from "uvu";
import * as assert from "uvu/assert";
import { choose } from "../../../../scripts/mutate/choose.ts";
import { mutationsOf, OPERATORS, type Mutation } from "../../../../scripts/mutate/operators.ts";

/** Each mutation of a source, as its operator and the source that it makes. */
const mutants = (text: string) =>
  mutationsOf("src/a.ts", text).map(
    ({ operator, start, end, replacement }) =>
      `${operator}: ${text.slice(0, start)}${replacement}${text.slice(end)}`,
  );

const CASES: [source: string, mutants: string[]][] = [
  ["const a = b === c;", ["comparison: const a = (b) !== (c);"]],
  ["const a = b <= c;", ["comparison: const a = (b) < (c);"]],
  ["const a = b && !c;", ["logical: const a = (b) || (!c);", "not: const a = b && c;"]],
  ["const a = b ? c : d;", ["negate-condition: const a = !(b) ? c : d;"]],
  ["if (a) b();", ["statement: ;", "negate-condition: if (!(a)) b();", "statement: if (a) ;"]],
  ["const a = [b, c];", ["element: const a = [c];", "element: const a = [b];"]],
  ["const a = true;", ["boolean: const a = false;"]],
  ['const a = "x";', ['literal: const a = "xx";']],
  ["const a = 1;", ["literal: const a = 2;"]],
  ["function a() { return b; }", ["early-return: function a() { return; return b; }"]],
];

for (const [source, expected] of CASES) {
  test(`mutants of ${source}`, () => assert.equal(mutants(source), expected));
}

test("types, imports, keys and sentences are left alone", () => {
  for (const source of [
    'type A = "x" | true;',
    'import { a } from "./a.ts";',
    'const a = { message: "x", why: `y` };',
    "const a = b as 1;",
  ])
    assert.equal(mutants(source), [], source);
});

test("a choice is the same for a seed, and takes turns between areas and operators", () => {
  const area = (file: string): Mutation[] =>
    (["literal", "literal", "literal", "not"] as const).map((operator, start) => ({
      file,
      operator,
      start,
      end: start,
      replacement: "",
      line: 1,
    }));
  const areas = [area("a"), area("b")];
  const chosen = choose(areas, 4, "seed");
  assert.equal(chosen, choose(areas, 4, "seed"));
  assert.equal(
    chosen.map(({ file }) => file),
    ["a", "b", "a", "b"],
  );
  assert.equal(new Set(chosen.map(({ operator }) => operator)), new Set(["literal", "not"]));
  assert.is(choose(areas, 100, "seed").length, 8);
});

test("each operator is described", () => {
  for (const text of Object.values(OPERATORS)) assert.match(text, /^[a-z&=]/);
});

test.run();
