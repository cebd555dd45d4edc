import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { outputsOnDisk } from "../../../src/nix/store/outputs-on-disk.ts";
import { realiseContext } from "../../../src/nix/store/realise.ts";
import { contextsOf } from "./store-packages.ts";
import { directoryWith, testNix } from "./support.ts";

const { nix, commands } = testNix();

test("what is built is known without Nix, as Nix tells it", async () => {
  const contexts = await contextsOf(nix, '[ "${tool.man} ${library} ${plain}" "${tool} ${tool.man}" "" ]');
  const realised = await realiseContext(nix, contexts);
  const before = commands.length;
  const known = outputsOnDisk(contexts);
  assert.equal(Object.fromEntries(known!), Object.fromEntries(realised));
  assert.is(known!.size, 3);
  assert.is(commands.length, before);
});

test("it is not known where one output is not built", async () => {
  const [built, ...both] = await contextsOf(nix, '[ "${library}" "${library}" "${tool.man}" ]');
  await realiseContext(nix, [built!]);
  assert.ok(outputsOnDisk([built!]));
  assert.is(outputsOnDisk(both), null);
});

test("it is not known where a file is gone, an output is none, or a derivation stands for all of its closure", async () => {
  const [tool, drv] = await contextsOf(nix, '[ "${tool}" tool.drvPath ]');
  await realiseContext(nix, [tool!, drv!]);
  const [drvPath] = Object.keys(tool!);
  const directory = directoryWith({ "broken.drv": "no derivation", there: "" });
  assert.ok(outputsOnDisk([{ [join(directory, "there")]: { path: true } }]));
  for (const context of [
    drv!,
    { [join(directory, "gone")]: { path: true } },
    { [join(directory, "gone.drv")]: { outputs: ["out"] } },
    { [join(directory, "broken.drv")]: { outputs: ["out"] } },
    { [drvPath!]: { outputs: ["other"] } },
  ]) {
    assert.is(outputsOnDisk([tool!, context]), null, JSON.stringify(context));
  }
});

test("a dangling symlink is there", () => {
  const directory = directoryWith({});
  symlinkSync("nowhere", join(directory, "dangling"));
  assert.ok(outputsOnDisk([{ [join(directory, "dangling")]: { path: true } }]));
});

test("an output that only its build can name is not known", () => {
  // Content-addressed: the path of the output is empty (Nix manual, "Derivation", outputs).
  const directory = directoryWith({ "floating.drv": 'Derive([("out","","r:sha256","")],[],[],"","",[],[])' });
  assert.is(outputsOnDisk([{ [join(directory, "floating.drv")]: { outputs: ["out"] } }]), null);
});

test.run();
