import fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { graphOf, type ClosureGraph } from "../../../src/store-path/graph.ts";
import { ConfinedUnitsError } from "../../../src/base/errors.ts";
import { parseReferencesGraph } from "../../../src/store-path/registration.ts";
import { failure, storePath } from "../../support/services.ts";

const [app, lib] = [storePath(1), storePath(2)];

test("a graph as Nix writes it", () => {
  const text = `${app}\n\n2\n${app}\n${lib}\n${lib}\n\n0\n`;
  assert.equal(
    [...parseReferencesGraph(text)],
    [
      [app, [app, lib]],
      [lib, []],
    ],
  );
});

test("an empty graph", () => {
  assert.equal([...parseReferencesGraph("")], []);
});

test("the deriver, which Nix leaves empty here, may be there", () => {
  assert.equal([...parseReferencesGraph(`${app}\n${lib}.drv\n0\n`)], [[app, []]]);
});

test("the last newline may be missing", () => {
  assert.equal([...parseReferencesGraph(`${app}\n\n1\n${lib}`)], [[app, [lib]]]);
});

const BROKEN: Record<string, string> = {
  [`${app}\n`]: "line 3: expected a number of references, got the end of the file",
  [`${app}\n\n`]: "line 3: expected a number of references, got the end of the file",
  [`${app}\n\n2\n${lib}\n`]: "line 5: expected a reference, got the end of the file",
  [`${app}\n\n1\n`]: "line 4: expected a reference, got the end of the file",
  [`${app}\n\nmany\n`]: 'line 3: expected a number of references, got "many"',
  [`${app}\n\n-1\n`]: 'line 3: expected a number of references, got "-1"',
  [`${app}\n\n0\nlib\n\n0\n`]: 'line 4: expected a store path, got "lib"',
  [`\n`]: 'line 1: expected a store path, got ""',
  garbage: 'line 1: expected a store path, got "garbage"',
};
for (const [text, problem] of Object.entries(BROKEN)) {
  test(`${JSON.stringify(text)} is refused`, () => {
    const error = failure(ConfinedUnitsError, () => parseReferencesGraph(text));
    assert.is(error.message, `closure graph, ${problem}`);
    assert.is(error.code, "store-unreadable");
  });
}

const graphs = fc
  .array(fc.array(fc.nat(9), { maxLength: 5 }), { maxLength: 10 })
  .map((edges): ClosureGraph => graphOf(edges.map((to, n) => [storePath(n), to.map((m) => storePath(m))])));

test("what was written is read", () => {
  fc.assert(
    fc.property(graphs, (graph) => {
      const text = [...graph].map(([path, to]) => [path, "", to.length, ...to, ""].join("\n")).join("");
      assert.equal([...parseReferencesGraph(text)], [...graph]);
    }),
  );
});

test("a hundred thousand paths are read", () => {
  const entries = Array.from({ length: 100_000 }, (_, n) => `${storePath(n)}\n\n1\n${storePath(n)}\n`);
  assert.is([...parseReferencesGraph(entries.join(""))].length, 100_000);
});

test.run();
