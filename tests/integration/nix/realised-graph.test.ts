import { writeFileSync } from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import type { Context } from "../../../src/manifest/types.ts";
import type { Nix } from "../../../src/nix/nix.ts";
import { realisedGraph } from "../../../src/nix/store/realised-graph.ts";
import { contextsOf } from "./store-packages.ts";
import { testNix } from "./support.ts";

/** What Nix was asked, in that order. */
const asked = (commands: readonly string[][]) => commands.map(([, first]) => first);

async function requireWhole(nix: Nix, contexts: Context[]): Promise<Map<string, string>> {
  const { outputs, graph } = await realisedGraph(nix, contexts);
  for (const path of outputs.values()) assert.ok(graph.has(path), path);
  return outputs;
}

test("where all is there, its closure is the one thing that is asked for", async () => {
  const { nix, commands } = testNix();
  const contexts = await contextsOf(nix, '[ "${tool} ${library}" ]');
  commands.length = 0;
  const built = await requireWhole(nix, contexts);
  assert.equal(asked(commands), ["--realise", "path-info"]);
  commands.length = 0;
  assert.equal(Object.fromEntries(await requireWhole(nix, contexts)), Object.fromEntries(built));
  assert.equal(asked(commands), ["path-info"]);
});

test("what lies there and is not whole for Nix is built again", async () => {
  const { nix, commands } = testNix();
  const contexts = await contextsOf(nix, '[ "${plain} ${library}" ]');
  const outputs = await requireWhole(nix, contexts);
  const [path] = outputs.values();
  await nix.tool("nix-store", ["--delete", path!]);
  // As a build leaves it that was stopped half-way.
  writeFileSync(path!, "half");
  commands.length = 0;
  await requireWhole(nix, contexts);
  assert.equal(asked(commands), ["path-info", "--realise", "path-info"]);
});

test.run();
