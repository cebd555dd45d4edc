import { test } from "uvu";
import * as assert from "uvu/assert";
import { ManifestError } from "../../../src/base/errors.ts";
import { context } from "../../../src/manifest/context.ts";
import { failure, storePath } from "../../support/services.ts";

const drv = storePath(1, "tool.drv");
const read = (value: unknown) => context({ value, pointer: "/context" });

test("all three kinds of entry are read as they are, alone and together", () => {
  const value = {
    [drv]: { outputs: ["out", "dev"], allOutputs: true },
    [storePath(2)]: { path: true },
    [storePath(3, "x.drv")]: { path: true, allOutputs: false, outputs: [] },
    [storePath(4)]: {},
  };
  assert.equal(read(value), value);
  assert.equal(read({}), {});
});

test("an entry is no member that all objects have", () => {
  const own = JSON.parse('{"__proto__":{"path":true}}') as object;
  const error = failure(ManifestError, () => read(own));
  assert.is(error.message, '/context: expected an absolute path, got "__proto__"');
});

test("a name that Nix would take for an option is refused", () => {
  const error = failure(ManifestError, () => read({ [drv]: {}, "--add-root": { path: true } }));
  assert.is(error.message, '/context: expected an absolute path, got "--add-root"');
});

const WRONG: [entry: unknown, below: string, problem: string][] = [
  [null, "", "expected an object, got null"],
  [{ path: "yes" }, "/path", 'expected true or false, got "yes"'],
  [{ allOutputs: 1 }, "/allOutputs", "expected true or false, got 1"],
  [{ outputs: "out" }, "/outputs", 'expected a list, got "out"'],
  [{ outputs: ["out", 1] }, "/outputs/1", "expected a string, got 1"],
  [{ outputs: [null] }, "/outputs/0", "expected a string, got null"],
];
for (const [entry, below, problem] of WRONG) {
  test(`${JSON.stringify(entry)} is refused at its place`, () => {
    const error = failure(ManifestError, () => read({ [drv]: entry }));
    assert.is(error.message, `/context/${drv.replaceAll("/", "~1")}${below}: ${problem}`);
  });
}

test.run();
