import { test } from "uvu";
import * as assert from "uvu/assert";
import { closureOf, packageClosure } from "../../../src/store-path/closure.ts";
import { graphOf } from "../../../src/store-path/graph.ts";
import { ConfinedUnitsError } from "../../../src/base/errors.ts";
import { failure, hash, storePath } from "../../support/services.ts";

const [app, lib, libc, data] = [storePath(1), storePath(2), storePath(3), storePath(4)];

const graph = graphOf([
  [app, [app, lib]],
  [lib, [libc]],
  [libc, [libc]],
  [data, []],
]);

test("a closure holds its roots and all that they lead to, once", () => {
  assert.equal([...closureOf(graph, [app])].sort(), [app, lib, libc]);
  assert.equal([...closureOf(graph, [lib, lib])], [lib, libc]);
  assert.equal([...closureOf(graph, [])], []);
});

test("circles end", () => {
  const circle = graphOf([
    [app, [lib]],
    [lib, [app]],
  ]);
  assert.equal([...closureOf(circle, [lib])], [lib, app]);
});

test("a root that is missing from the graph is named", () => {
  const missing = storePath(9);
  const error = failure(ConfinedUnitsError, () => closureOf(graph, [app, missing]));
  assert.is(error.code, "store-unreadable");
  assert.ok(error.message.includes(missing));
  assert.match(error.hint ?? "", /collected as garbage/);
});

test("a reference that is missing from the graph is named", () => {
  const error = failure(ConfinedUnitsError, () => closureOf(graphOf([[app, [lib]]]), [app]));
  assert.ok(error.message.includes(lib));
});

const closure = (text: string, roots = [app, data], over = graph) => packageClosure(over, roots, text);

test("what the text names is bound with all that it refers to, ascending", () => {
  assert.equal(closure(`${app}/bin/app\n${data}`), [app, lib, libc, data]);
  assert.equal(
    closure(`${lib}/lib/x.so`),
    [lib, libc],
    "named by the text, and in the closure of the context",
  );
});

test("context without its hash in the text adds nothing", () => {
  assert.equal(closure(""), []);
  assert.equal(closure("/usr/bin/env"), []);
});

test("text without context adds nothing, unless the path is in the closure of something else", () => {
  assert.equal(closure(data, [app]), []);
  assert.equal(closure(libc, [app]), [libc]);
});

test("the bare hash counts, glued to something or with a wrong name", () => {
  assert.equal(closure(hash(4)), [data]);
  assert.equal(closure(`x${hash(4)}y`), [data]);
  assert.equal(closure(`zzz${hash(4)}000`), [data], "glued to characters of the alphabet");
  assert.equal(closure(`/nix/store/${hash(4)}-other`), [data]);
  assert.equal(closure(`${hash(2)}${hash(4)}`), [lib, libc, data], "two in one run");
});

test("a hash that is split or in upper case does not count", () => {
  const word = "0123456789abcdfghijklmnpqrsvwxyz";
  const path = `/nix/store/${word}-x`;
  const over = graphOf([[path, []]]);
  assert.equal(closure(word, [path], over), [path]);
  assert.equal(closure(word.toUpperCase(), [path], over), []);
  assert.equal(closure(`${word.slice(0, 16)}\n${word.slice(16)}`, [path], over), []);
  assert.equal(closure(`${word.slice(0, 16)}-${word.slice(16)}`, [path], over), []);
  assert.equal(closure(word.slice(1), [path], over), []);
});

test("all paths that share a hash are meant by it", () => {
  const [one, two] = [storePath(7, "a"), storePath(7, "b")];
  const over = graphOf([
    [one, []],
    [two, []],
  ]);
  assert.equal(closure(hash(7), [two, one], over), [one, two]);
});

test("a root without a hash part is in no text", () => {
  const over = graphOf([["/nix/store/odd", [app]], ...graph]);
  assert.equal(closure(`/nix/store/odd ${lib}`, ["/nix/store/odd"], over), [lib, libc]);
});

test("store paths ascend by byte: digits, upper case, then lower case", () => {
  const names = ["b", "a", "Z", "a-b", "a.b", "a_b", "a+b", "10", "9"].map((name) => storePath(5, name));
  const over = graphOf(names.map((path) => [path, []]));
  assert.equal(
    closure(hash(5), names, over),
    ["10", "9", "Z", "a", "a+b", "a-b", "a.b", "a_b", "b"].map((name) => storePath(5, name)),
  );
});

test.run();
