import { existsSync } from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { NixError } from "../../../src/nix/errors/errors.ts";
import { realiseContext } from "../../../src/nix/store/realise.ts";
import { contextsOf } from "./store-packages.ts";
import { testNix, thrownBy } from "./support.ts";

const { nix, commands } = testNix();
const MISSING = "/nix/store/00000000000000000000000000000000-missing";

test("gives each output its own path, whatever the order and however often it is named", async () => {
  const contexts = await contextsOf(
    nix,
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

test("a derivation itself adds the outputs of all derivations in its closure", async () => {
  const contexts = await contextsOf(nix, "[ tool.drvPath ]");
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
    realiseContext(nix, await contextsOf(nix, '[ "${needsBroken}" ]')),
  );
  assert.match(
    error.message,
    /^\/nix\/store\/\w{32}-broken\.drv does not build: builder failed with exit code 3$/,
  );
  assert.is(error.derivation, error.message.split(" ")[0]);
  assert.is(error.hint, `its whole log: nix-store --read-log ${error.derivation}`);
  assert.equal(
    error.log,
    Array.from({ length: 50 }, (_, i) => `line ${i + 20}`),
  );
  assert.is(error.process?.exitCode, 100);
});

test("a build that makes no output is a failing build", async () => {
  const error = await thrownBy(NixError, async () =>
    realiseContext(nix, await contextsOf(nix, '[ "${silent}" ]')),
  );
  assert.match(
    error.message,
    /-silent\.drv does not build: builder failed to produce output path for output 'out'/,
  );
});

test("a path that is neither there nor substitutable is named", async () => {
  for (const context of [{ [MISSING]: { path: true } }, { [`${MISSING}.drv`]: { outputs: ["out"] } }]) {
    const error = await thrownBy(NixError, () => realiseContext(nix, [context]));
    assert.is(error.message, `not in the store, and not substitutable: ${Object.keys(context)[0]}`);
    assert.match(error.hint ?? "", "evaluate again");
  }
});

test.run();
