import { test } from "uvu";
import * as assert from "uvu/assert";
import { bothContexts, resolveContext } from "../../../src/store-path/context.ts";
import { ConfinedUnitsError } from "../../../src/base/errors.ts";
import { failure, storePath } from "../../support/services.ts";

const drv = storePath(1, "tool.drv");
const [out, dev, source] = [storePath(2, "tool"), storePath(3, "tool-dev"), storePath(4, "source")];
const outputs = new Map([
  [`${drv}!out`, out],
  [`${drv}!dev`, dev],
]);

test("outputs are looked up, paths and whole derivations stand for themselves", () => {
  assert.equal(resolveContext({ [drv]: { outputs: ["dev", "out"] } }, outputs), [dev, out]);
  assert.equal(resolveContext({ [source]: { path: true } }, outputs), [source]);
  assert.equal(resolveContext({ [drv]: { allOutputs: true } }, outputs), [drv]);
  assert.equal(resolveContext({ [drv]: { allOutputs: true, outputs: ["out"] } }, outputs), [drv, out]);
  assert.equal(resolveContext({}, outputs), []);
});

test("what is false names nothing", () => {
  assert.equal(
    resolveContext({ [source]: { path: false }, [drv]: { allOutputs: false, outputs: [] } }, outputs),
    [],
  );
});

test("an output whose path is not known is named", () => {
  const error = failure(ConfinedUnitsError, () => resolveContext({ [drv]: { outputs: ["man"] } }, outputs));
  assert.is(error.message, `the path of output man of ${drv} is not known`);
});

test("both contexts name what either does, each output once", () => {
  const one = { [drv]: { outputs: ["out"] }, [source]: { path: true } };
  const other = { [drv]: { outputs: ["out", "dev"], allOutputs: true }, [out]: { path: true } };
  assert.equal(bothContexts(one, other), {
    [drv]: { outputs: ["out", "dev"], allOutputs: true },
    [source]: { path: true },
    [out]: { path: true },
  });
  assert.equal(bothContexts({}, { [out]: { path: true } }), { [out]: { path: true } });
  assert.equal(bothContexts(one, {}), one);
});

test.run();
