import fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { closureOf, packageClosure } from "../../../src/store-path/closure.ts";
import { ClosureGraph, graphOf } from "../../../src/store-path/graph.ts";
import { exclusiveTo, sourcesOf } from "../../../src/service/sources.ts";
import { hash, service, storePath } from "../../support/services.ts";

const SIZE = 8;

/** A graph of SIZE store paths with any edges at all. */
const graphs: fc.Arbitrary<ClosureGraph> = fc
  .array(fc.uniqueArray(fc.nat(SIZE - 1)), { minLength: SIZE, maxLength: SIZE })
  .map((edges) => graphOf(edges.map((to, from) => [storePath(from), to.map((n) => storePath(n))])));

const someRoots = fc.uniqueArray(fc.nat(SIZE - 1)).map((ns) => ns.map((n) => storePath(n)));

/** Whole, glued, cut and shouted hashes of paths that are in the graph and of some that are not. */
const texts = fc
  .array(
    fc.oneof(
      fc.nat(SIZE + 2).map(hash),
      fc.nat(SIZE).map((n) => storePath(n)),
      fc.nat(SIZE).map((n) => hash(n).slice(0, 31)),
      fc.constantFrom("\n", "/", "-", " ", "0", "z", "e", "é", "E"),
    ),
    { maxLength: 12 },
  )
  .map((pieces) => pieces.join(""));

/** By the definition: as long as something is added, add what is referred to. */
function slowClosure(graph: ClosureGraph, roots: readonly string[]): Set<string> {
  const closure = new Set(roots);
  for (let size = -1; size !== closure.size;) {
    size = closure.size;
    for (const path of closure) for (const to of graph.references(path) ?? []) closure.add(to);
  }
  return closure;
}

test("a closure is what its definition says", () => {
  fc.assert(
    fc.property(graphs, someRoots, (graph, roots) => {
      assert.equal([...closureOf(graph, roots)].sort(), [...slowClosure(graph, roots)].sort());
    }),
  );
});

test("the closure of a text is what its definition says", () => {
  fc.assert(
    fc.property(graphs, someRoots, texts, (graph, roots, text) => {
      const seen = [...slowClosure(graph, roots)];
      const named = seen.filter((path) => text.includes(path.slice("/nix/store/".length).slice(0, 32)));
      assert.equal(packageClosure(graph, roots, text), [...slowClosure(graph, named)].sort());
    }),
    { numRuns: 100 },
  );
});

const union = (...sets: Iterable<string>[]) => [...new Set(sets.flatMap((set) => [...set]))].sort();

test("closures are closed, grow with their roots, and are the sum of what their roots add", () => {
  fc.assert(
    fc.property(graphs, someRoots, someRoots, (graph, some, more) => {
      const [one, other] = [closureOf(graph, some), closureOf(graph, more)];
      assert.equal([...closureOf(graph, one)], [...one]);
      assert.equal(union(closureOf(graph, [...some, ...more])), union(one, other));
      assert.ok(some.every((path) => one.has(path)));
    }),
  );
});

test("a text adds what its lines add, in whatever order they and the roots stand", () => {
  fc.assert(
    fc.property(graphs, someRoots, fc.array(texts), fc.array(texts), (graph, roots, some, more) => {
      const closure = (lines: readonly string[]) => packageClosure(graph, roots, lines.join("\n"));
      assert.equal(closure([...some, ...more]), union(closure(some), closure(more)));
      const turned = graphOf([...graph].toReversed().map(([path, to]) => [path, to.toReversed()]));
      const lines = [...some, ...more].toReversed().join("\n");
      assert.equal(packageClosure(turned, roots.toReversed(), lines), closure([...some, ...more]));
    }),
  );
});

test("every path of a chroot has a source, and no source adds anything else", () => {
  fc.assert(
    fc.property(graphs, someRoots, fc.array(texts, { maxLength: 6 }), (graph, roots, packages) => {
      const inside = packageClosure(graph, roots, packages.join("\n"));
      const sources = sourcesOf(service("web", packages), graph, inside);
      assert.equal(union(...sources.map(({ closure }) => closure)), inside);
      for (const source of sources) {
        const left = sources.filter((other) => other !== source);
        const others = new Set(left.flatMap(({ closure }) => [...closure]));
        assert.equal(
          exclusiveTo(source, sources),
          [...source.closure].filter((path) => !others.has(path)).sort(),
        );
      }
    }),
  );
});

/** A graph that counts how often it is asked. */
class CountingGraph extends ClosureGraph {
  asked = 0;
  override references(path: string): ReturnType<ClosureGraph["references"]> {
    this.asked++;
    return super.references(path);
  }
}

test("a service costs as much as its own closure, whatever else is in the graph", () => {
  const entries = new Map<string, { references: string[] }>();
  for (let n = 0; n < 20_000; n++)
    entries.set(storePath(n), { references: n % 100 === 0 ? [] : [storePath(n - 1)] });
  const graph = new CountingGraph(entries);
  const root = storePath(10_099);
  assert.is(packageClosure(graph, [root], root).length, 100);
  assert.ok(graph.asked <= 200, `asked for ${graph.asked} paths`);
});

test("ten thousand paths and a text that names them all come to an end", () => {
  const references = new Map<string, readonly string[]>();
  const all: string[] = [];
  for (let n = 0; n < 10_000; n++) {
    all.push(storePath(n));
    references.set(all[n]!, n === 0 ? [] : [all[n - 1]!, all[n >> 1]!]);
  }
  const graph = graphOf(references);
  assert.equal(packageClosure(graph, [all.at(-1)!], all.at(-1)!).length, all.length);
  assert.equal(packageClosure(graph, all, all.join("\n")).length, all.length);
});

test("a long text without a single match comes to an end", () => {
  const root = storePath(1);
  assert.equal(packageClosure(graphOf([[root, []]]), [root], "z".repeat(2_000_000)), []);
});

test.run();
