import { existsSync } from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { NixError } from "../../../src/nix/errors/errors.ts";
import { referenceGraph } from "../../../src/nix/store/path-info.ts";
import { realiseContext } from "../../../src/nix/store/realise.ts";
import { contextsOf } from "./store-packages.ts";
import { testNix, thrownBy } from "./support.ts";

const { nix } = testNix();
const MISSING = "/nix/store/00000000000000000000000000000000-missing";

test("the graph has every path of the closure with its references, also those to itself", async () => {
  const contexts = await contextsOf(nix, '[ "${tool.dev} ${tool} ${plain}" ]');
  const outputs = await realiseContext(nix, contexts);
  const plain = Object.keys(contexts[0]!).find((path) => path.endsWith("-plain"))!;
  const graph = await referenceGraph(nix, [...outputs.values(), plain, plain]);
  const edges = [...graph].map(([path, references]) => [short(path), references.map(short)] as const);
  assert.equal(Object.fromEntries(edges.toSorted()), {
    inner: [],
    library: [],
    plain: ["inner"],
    tool: ["library"],
    "tool-dev": ["tool"],
  });
  for (const path of graph.paths()) assert.ok(graph.narSize(path)! > 0);
});

const short = (path: string) => path.replace(/^.{44}/, "");

test("a derivation in a graph has its outputs beside its references", async () => {
  const contexts = await contextsOf(nix, "[ tool.drvPath ]");
  const outputs = await realiseContext(nix, contexts);
  const [drvPath] = Object.keys(contexts[0]!);
  const graph = await referenceGraph(nix, [drvPath!, outputs.get(`${drvPath}!man`)!]);
  const closure = ["library", "library.drv", "tool", "tool-dev", "tool-man", "tool.drv"];
  assert.equal([...graph.paths()].map(short).toSorted(), closure);
  assert.equal(graph.references(drvPath!)!.map(short), ["library.drv"]);
  assert.equal(graph.outputsOf(drvPath!).map(short).toSorted(), ["tool", "tool-dev", "tool-man"]);
});

test("outputs that are not built are known and are not in the graph, and nothing is built for them", async () => {
  const [context] = await contextsOf(nix, "[ (builtins.unsafeDiscardOutputDependency tool.drvPath) ]");
  assert.equal(Object.values(context!), [{ path: true }]);
  const [drvPath] = Object.keys(context!);
  assert.is((await realiseContext(nix, [context!])).size, 0);
  const graph = await referenceGraph(nix, [drvPath!]);
  assert.equal([...graph.paths()].map(short).toSorted(), ["library.drv", "tool.drv"]);
  for (const output of graph.outputsOf(drvPath!)) assert.not(existsSync(output), output);
});

test("a graph from a path that is not there is an error that names it", async () => {
  assert.match(
    (await thrownBy(NixError, () => referenceGraph(nix, [MISSING]))).message,
    `${MISSING} is not in the store`,
  );
  assert.is([...(await referenceGraph(nix, [])).paths()].length, 0);
});

test.run();
