import { graphOf } from "../../../src/store-path/graph.ts";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { ServiceError } from "../../../src/base/errors.ts";
import { rootsFrom } from "../../../src/drop-in/roots.ts";
import { failure, service, storePath } from "../../support/services.ts";

const [app, lib, text, drv] = [storePath(1), storePath(2), storePath(3, "text"), storePath(4, "app.drv")];
const graph = graphOf([
  [text, [app]],
  [app, [lib]],
  [lib, []],
]);
const it = service("it", [app], { context: { [drv]: { outputs: ["out"] } } });

test("by its text, by what its text names, or by the outputs of its context", () => {
  const roots = (table: object) => [...rootsFrom(table, graph)(it)];
  assert.equal(roots({ texts: { it: text } }), [app]);
  assert.equal(roots({ paths: { it: [lib] } }), [lib]);
  assert.equal(roots({ outputs: { [`${drv}!out`]: app } }), [app]);
  assert.equal(roots({ paths: { other: [lib] }, texts: { it: text } }), [app]);
});

test("a text that refers to nothing has no roots", () => {
  assert.equal(rootsFrom({ texts: { it: storePath(9) } }, graph)(it), []);
});

test("a path in the text that nothing in the context leads to is refused with the service", () => {
  const error = failure(ServiceError, () => rootsFrom({ paths: { it: [lib, storePath(9)] } }, graph)(it));
  assert.is(error.service, "it");
  assert.match(error.message, `its package text names ${storePath(9)}, but its string context`);
});

test("a service may be called like a member of all objects", () => {
  const constructor = service("constructor", []);
  assert.equal(rootsFrom({ paths: {}, texts: {} }, graph)(constructor), []);
});

test.run();
