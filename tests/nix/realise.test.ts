import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import type { Context } from "../../src/core/manifest/types.ts";
import { buildExpression } from "../../src/nix/build.ts";
import { NixError } from "../../src/nix/errors.ts";
import { referenceGraph } from "../../src/nix/path-info.ts";
import { realiseContext } from "../../src/nix/realise.ts";
import { folderWith, testNix, thrownBy } from "./support.ts";
import { packages } from "./store-flake.ts";

const { nix, commands } = testNix();
const MISSING = "/nix/store/00000000000000000000000000000000-missing";

/** The string contexts of an attribute of the packages, which are new to the store. */
async function contextsOf(expression: string): Promise<Context[]> {
  const salt = String(process.hrtime.bigint());
  const text = `with (${packages(salt)}); map builtins.getContext (${expression})`;
  return JSON.parse((await nix.command("eval", ["--json", "--impure", "--expr", text])).stdout) as Context[];
}

test("gives each output its own path, whatever the order and however often it is named", async () => {
  const contexts = await contextsOf(
    '[ "${tool.man} ${library} ${plain}" "${tool} ${tool.dev} ${tool.man}" "" ]',
  );
  const outputs = await realiseContext(nix, contexts);
  const names = [...outputs].map(([key, path]) => [
    key.replace(/.*-(.*)\.drv!/, "$1!"),
    path.replace(/^.{44}/, ""),
  ]);
  assert.equal(names.toSorted(), [
    ["library!out", "library"],
    ["tool!dev", "tool-dev"],
    ["tool!man", "tool-man"],
    ["tool!out", "tool"],
  ]);
  for (const path of outputs.values()) assert.ok(existsSync(path), path);
});

test("a derivation itself brings the outputs of all derivations in its closure", async () => {
  const contexts = await contextsOf("[ tool.drvPath ]");
  assert.equal(Object.values(contexts[0]!), [{ allOutputs: true }]);
  const outputs = await realiseContext(nix, contexts);
  const names = [...outputs.keys()].map((key) => key.replace(/.*-(.*)\.drv!/, "$1!"));
  assert.equal(names.toSorted(), ["library!out", "tool!dev", "tool!man", "tool!out"]);
  for (const path of outputs.values()) assert.ok(existsSync(path), path);
});

test("nothing to realise starts nothing", async () => {
  const before = commands.length;
  assert.is((await realiseContext(nix, [{}, {}])).size, 0);
  assert.is(commands.length, before);
});

test("a failing build names the derivation and has the end of its log, also where something else needs it", async () => {
  const error = await thrownBy(NixError, async () =>
    realiseContext(nix, await contextsOf('[ "${needsBroken}" ]')),
  );
  assert.match(
    error.message,
    /^\/nix\/store\/\w{32}-broken\.drv does not build: builder failed with exit code 3$/,
  );
  assert.is(error.derivation, error.message.split(" ")[0]);
  assert.is(error.hint, `Its whole log: nix-store --read-log ${error.derivation}`);
  assert.equal(
    error.log,
    Array.from({ length: 50 }, (_, i) => `line ${i + 20}`),
  );
  assert.is(error.process?.exitCode, 100);
});

test("a build that makes no output is a failing build", async () => {
  const error = await thrownBy(NixError, async () =>
    realiseContext(nix, await contextsOf('[ "${silent}" ]')),
  );
  assert.match(
    error.message,
    /-silent\.drv does not build: builder failed to produce output path for output 'out'/,
  );
});

test("a path that is neither there nor to be had is named", async () => {
  for (const context of [{ [MISSING]: { path: true } }, { [`${MISSING}.drv`]: { outputs: ["out"] } }]) {
    const error = await thrownBy(NixError, () => realiseContext(nix, [context]));
    assert.is(error.message, `not in the store, and nowhere to be had: ${Object.keys(context)[0]}`);
    assert.match(error.hint ?? "", "evaluate again");
  }
});

test("the graph has every path of the closure with its references, also those to itself", async () => {
  const contexts = await contextsOf('[ "${tool.dev} ${tool} ${plain}" ]');
  const outputs = await realiseContext(nix, contexts);
  const plain = Object.keys(contexts[0]!).find((path) => path.endsWith("-plain"))!;
  const graph = await referenceGraph(nix, [...outputs.values(), plain, plain]);
  const short = (path: string) => path.replace(/^.{44}/, "");
  const edges = [...graph].map(([path, { references }]) => [short(path), references.map(short)] as const);
  assert.equal(Object.fromEntries(edges.toSorted()), {
    inner: [],
    library: [],
    plain: ["inner"],
    tool: ["library"],
    "tool-dev": ["tool"],
  });
  for (const { narSize, narHash } of graph.values()) {
    assert.ok(narSize > 0);
    assert.match(narHash, /^sha256[:-]/);
  }
});

test("in a graph, derivations have their outputs among their references", async () => {
  const contexts = await contextsOf("[ tool.drvPath ]");
  const outputs = await realiseContext(nix, contexts);
  const [drvPath] = Object.keys(contexts[0]!);
  const graph = await referenceGraph(nix, [drvPath!, outputs.get(`${drvPath}!man`)!]);
  const short = (path: string) => path.replace(/^.{44}/, "");
  const closure = ["library", "library.drv", "tool", "tool-dev", "tool-man", "tool.drv"];
  assert.equal([...graph.keys()].map(short).toSorted(), closure);
  assert.equal(graph.get(drvPath!)!.references.map(short).toSorted(), [
    "library.drv",
    "tool",
    "tool-dev",
    "tool-man",
  ]);
});

test("a graph from a path that is not there is an error that names it", async () => {
  assert.match(
    (await thrownBy(NixError, () => referenceGraph(nix, [MISSING]))).message,
    `path '${MISSING}' is not valid`,
  );
  assert.is((await referenceGraph(nix, [])).size, 0);
});

test("builds an expression with string arguments, and leaves a link only where it is asked to", async () => {
  const folder = folderWith({
    "hello.nix": `{ text, salt }: derivation {
      name = "hello"; system = builtins.currentSystem; builder = "/bin/sh"; inherit text salt;
      args = [ "-c" "echo \\"$text\\" > $out" ];
    }`,
  });
  const request = {
    file: join(folder, "hello.nix"),
    args: { text: 'a "${b}" $c', salt: String(Date.now()) },
  };
  const path = await buildExpression(testNix({ cwd: folder }).nix, request);
  assert.match(path, /^\/nix\/store\/\w{32}-hello$/);
  assert.is(readFileSync(path, "utf8"), 'a "${b}" $c\n');
  assert.not.ok(existsSync(join(folder, "result")));
  assert.is(await buildExpression(nix, { ...request, outLink: join(folder, "link") }), path);
  assert.is(readFileSync(join(folder, "link"), "utf8"), 'a "${b}" $c\n');
});

test("an expression whose build fails names the derivation; one that does not evaluate says why", async () => {
  const folder = folderWith({
    "packages.nix": `(${packages(String(Date.now()))}).broken`,
    "bad.nix": '{ x }: throw "no ${x}"',
  });
  const broken = await thrownBy(NixError, () =>
    buildExpression(nix, { file: join(folder, "packages.nix"), args: {} }),
  );
  assert.match(broken.message, /-broken\.drv does not build/);
  assert.is(broken.log.length, 50);
  const bad = await thrownBy(NixError, () =>
    buildExpression(nix, { file: join(folder, "bad.nix"), args: { x: "luck" } }),
  );
  assert.is(bad.message, "no luck");
});

test.run();
