import { test } from "uvu";
import * as assert from "uvu/assert";
import { realisedGraph } from "../../src/nix/realised-graph.ts";
import { contextsOf } from "./store-packages.ts";
import { testNix } from "./support.ts";

const MISSING = "/nix/store/00000000000000000000000000000000-missing";
const questions = (commands: readonly string[][]) =>
  commands.filter(([, command]) => command === "path-info").length;

test("what the text names is asked for once, while it is realised", async () => {
  const { nix, commands } = testNix();
  const contexts = await contextsOf(nix, '[ "${tool} ${library}" ]');
  const { outputs } = await realisedGraph(nix, { contexts, texts: [] });
  commands.length = 0;
  const texts = [`${[...outputs.values()].join("/bin/x ")}/bin/y`];
  const { graph } = await realisedGraph(nix, { contexts, texts });
  for (const path of outputs.values()) assert.ok(graph.has(path), path);
  assert.is(questions(commands), 1);
});

test("what the text does not name is asked for afterwards", async () => {
  const { nix, commands } = testNix();
  const contexts = await contextsOf(nix, '[ "${tool}" ]');
  commands.length = 0;
  const { outputs, graph } = await realisedGraph(nix, { contexts, texts: ["no path", ""] });
  for (const path of outputs.values()) assert.ok(graph.has(path), path);
  assert.is(questions(commands), 1);
});

test("a path that the text makes up does no harm", async () => {
  const { nix, commands } = testNix();
  const contexts = await contextsOf(nix, '[ "${tool}" ]');
  commands.length = 0;
  const { outputs, graph } = await realisedGraph(nix, { contexts, texts: [`${MISSING}/bin/x`] });
  for (const path of outputs.values()) assert.ok(graph.has(path), path);
  assert.not.ok(graph.has(MISSING));
  assert.is(questions(commands), 2);
});

test.run();
