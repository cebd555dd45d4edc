import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { root } from "../support/run.ts";

const SRC = join(root, "src");

/** Imports of values and of types, exports from, dynamic imports, and workers: all that names another file of ours. */
const REFERENCE = /(?:\bfrom|\bimport|\bimport\(|\bnew URL\()\s*"(\.{1,2}\/[^"]+\.ts)"/g;

/** The files of src by what each imports. */
const graph = new Map(
  readdirSync(SRC, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => [file, importsOf(file, readFileSync(join(SRC, file), "utf8"))]),
);

function importsOf(file: string, text: string): string[] {
  return [...text.matchAll(REFERENCE)].map(([, target = ""]) =>
    relative(SRC, join(SRC, dirname(file), target)),
  );
}

/** A way from a file back to itself within these files, or null. */
function circleThrough(start: string, edges: ReadonlyMap<string, readonly string[]>): string[] | null {
  const ways = [[start]];
  const seen = new Set<string>();
  for (let way = ways.shift(); way !== undefined; way = ways.shift()) {
    for (const next of edges.get(way.at(-1)!) ?? []) {
      if (next === start) return [...way, next];
      if (seen.has(next)) continue;
      seen.add(next);
      ways.push([...way, next]);
    }
  }
  return null;
}

const featureOf = (file: string) => /^features\/([^/]+)\//.exec(file)?.[1] ?? null;
const isStart = (file: string) => ["bin.ts", "main.ts", "commands.ts"].includes(file);

/** Who must not import whom: an arrow that is refused, and why. */
const REFUSED: [why: string, (from: string, to: string) => boolean][] = [
  [
    "the command line knows no feature",
    (from, to) => from.startsWith("cli/") && (featureOf(to) !== null || isStart(to)),
  ],
  [
    "a reporter knows neither the command line nor a feature",
    (from, to) =>
      from.startsWith("report/") && (to.startsWith("cli/") || featureOf(to) !== null || isStart(to)),
  ],
  [
    "a feature imports no other one",
    (from, to) => featureOf(from) !== null && featureOf(to) !== null && featureOf(from) !== featureOf(to),
  ],
  ["a feature does not know the list of features", (from, to) => featureOf(from) !== null && isStart(to)],
  [
    "a document knows no command line",
    (from, to) => /^features\/[^/]+\/document\.ts$/.test(from) && to.startsWith("cli/"),
  ],
  [
    "nothing below imports the command line, a reporter or a feature",
    (from, to) =>
      !/^(?:cli|report|features)\//.test(from) &&
      !isStart(from) &&
      (/^(?:cli|report)\//.test(to) || featureOf(to) !== null),
  ],
];

test("imports of every kind are seen", () => {
  const text = `import a from "./a.ts";
import { b } from "../b.ts";
import type { T } from "./t.ts";
export * from "./e.ts";
import "./s.ts";
const d = await import("./d.ts");
new Worker(new URL("./w.ts", import.meta.url));
import yargs from "yargs";`;
  assert.equal(importsOf("x/y.ts", text), [
    "x/a.ts",
    "b.ts",
    "x/t.ts",
    "x/e.ts",
    "x/s.ts",
    "x/d.ts",
    "x/w.ts",
  ]);
  for (const [file, targets] of graph)
    for (const target of targets) assert.ok(graph.has(target), `${file} → ${target}: there is no such file`);
});

test("a circle is found, whatever kind of import closes it", () => {
  const edges = new Map([
    ["a", ["b"]],
    ["b", ["c", "d"]],
    ["c", []],
    ["d", ["a"]],
  ]);
  assert.equal(circleThrough("a", edges), ["a", "b", "d", "a"]);
  assert.is(circleThrough("c", edges), null);
});

for (const [why, isRefused] of REFUSED) {
  test(why, () => {
    const arrows = [...graph].flatMap(([from, targets]) =>
      targets.filter((to) => isRefused(from, to)).map((to) => `${from} → ${to}`),
    );
    assert.equal(arrows, []);
  });
}

test("the start, the commands and their output import each other in no circle, types and dynamic imports included", () => {
  const circles = [...graph.keys()]
    .filter((file) => isStart(file) || /^(?:cli|report|features)\//.test(file))
    .map((file) => circleThrough(file, graph))
    .filter((circle) => circle !== null);
  assert.equal(
    circles.map((circle) => circle.join(" → ")),
    [],
  );
});

test.run();
