import { test } from "uvu";
import * as assert from "uvu/assert";
import { packageClosure } from "../../../src/store-path/closure.ts";
import { graphOf } from "../../../src/store-path/graph.ts";
import { derivationOutputs, withDerivationOutputs } from "../../../src/store-path/derivation.ts";
import { ConfinedUnitsError } from "../../../src/base/errors.ts";
import { failure, storePath } from "../../support/services.ts";
import { contextRoots } from "../../../src/store-path/context.ts";

const drv = storePath(1, "tool.drv");
const [out, dev, lib] = [storePath(2, "tool"), storePath(3, "tool-dev"), storePath(4, "lib")];

const derive = (...outputs: string[]) =>
  `Derive([${outputs.join(",")}],[("${storePath(5, "lib.drv")}",["out"])],[],"x86_64-linux","/bin/sh",["-c","[(\\"x\\"",""],[("out","${out}")])`;
const output = (name: string, path: string, algorithm = "") => `("${name}","${path}","${algorithm}","")`;

test("the outputs of a derivation, as its text lists them", () => {
  assert.equal(derivationOutputs(drv, derive(output("dev", dev), output("out", out))), [
    { name: "dev", path: dev },
    { name: "out", path: out },
  ]);
  assert.equal(derivationOutputs(drv, derive(output("out", out, "r:sha256"))), [{ name: "out", path: out }]);
});

test("a content-addressed output has no path yet", () => {
  assert.equal(derivationOutputs(drv, derive(output("out", "", "r:sha256"))), [{ name: "out", path: "" }]);
});

for (const text of ["", "Derive([],[],[])", `[${output("out", out)}]`, "Derive", "\u007fELF"]) {
  test(`${JSON.stringify(text)} is no derivation`, () => {
    const error = failure(ConfinedUnitsError, () => derivationOutputs(drv, text));
    assert.is(error.message, `${drv} is not a readable derivation`);
  });
}

/** What Nix exports for a text that names `drv`: the outputs are in it, and nothing refers to them. */
const exported = graphOf([
  [drv, []],
  [out, [lib]],
  [dev, [out]],
  [lib, []],
]);

test("a derivation that is named adds the closures of its outputs", () => {
  const read = () => derive(output("dev", dev), output("out", out));
  assert.equal(packageClosure(exported, [drv], drv), [drv]);
  assert.equal(packageClosure(withDerivationOutputs(exported, read), [drv], drv), [drv, out, dev, lib]);
});

/** `out` names a derivation in its turn, as a script does that was made of `drvPath`. */
const inner = storePath(6, "inner.drv");
const nested = graphOf([
  [drv, []],
  [out, [inner]],
  [inner, []],
  [lib, []],
]);
const readNested = (path: string) => derive(output("out", path === drv ? out : lib));

test("one that only an output refers to adds nothing, whatever other services name", () => {
  const graph = withDerivationOutputs(nested, readNested);
  assert.equal(packageClosure(graph, [drv], drv), [drv, out, inner]);
  assert.equal(packageClosure(graph, [out], out), [out, lib, inner], "in what the text refers to, it does");
});

test("a derivation is read when its outputs are asked for, and once", () => {
  const asked: string[] = [];
  const graph = withDerivationOutputs(nested, (path) => {
    asked.push(path);
    return readNested(path);
  });
  for (const _ of [1, 2]) packageClosure(graph, [drv], drv);
  assert.equal(asked, [drv], "no sandbox shows the other one");
});

test("the roots of a context: what a derivation builds is among them where all of it is meant", () => {
  const graph = withDerivationOutputs(exported, () => derive(output("out", out)));
  const roots = (entry: object) => contextRoots(graph, { [drv]: entry }, new Map([[`${drv}!out`, out]]));
  assert.equal(roots({ allOutputs: true }), [drv, out]);
  assert.equal(roots({ path: true }), [drv]);
  assert.equal(roots({ outputs: ["out"] }), [out]);
});

test("without a derivation nothing is read", () => {
  const plain = graphOf([[lib, []]]);
  const read = () => {
    throw new Error("read");
  };
  assert.is(withDerivationOutputs(plain, read), plain);
});

test.run();
