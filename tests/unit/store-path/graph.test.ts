import { test } from "uvu";
import * as assert from "uvu/assert";
import { ClosureGraph, graphOf } from "../../../src/store-path/graph.ts";

const graph = new ClosureGraph(
  new Map([
    ["/nix/store/a", { references: ["/nix/store/b"], narSize: 12 }],
    ["/nix/store/b", { references: [], narSize: 0 }],
  ]),
);

test("a graph knows references and sizes of the paths that it holds", () => {
  assert.ok(graph.has("/nix/store/a"));
  assert.not.ok(graph.has("/nix/store/c"));
  assert.equal([...graph.paths()], ["/nix/store/a", "/nix/store/b"]);
  assert.equal(graph.references("/nix/store/a"), ["/nix/store/b"]);
  assert.equal(graph.references("/nix/store/b"), []);
  assert.is(graph.references("/nix/store/c"), null);
  assert.is(graph.narSize("/nix/store/a"), 12);
  assert.is(graph.narSize("/nix/store/b"), 0);
  assert.is(graph.narSize("/nix/store/c"), null);
});

test("a graph is walked by path", () => {
  assert.equal(
    [...graph],
    [
      ["/nix/store/a", ["/nix/store/b"]],
      ["/nix/store/b", []],
    ],
  );
});

test("a graph of references alone knows no sizes", () => {
  const plain = graphOf([["/nix/store/a", ["/nix/store/a"]]]);
  assert.equal(plain.references("/nix/store/a"), ["/nix/store/a"]);
  assert.is(plain.narSize("/nix/store/a"), null);
});

test.run();
