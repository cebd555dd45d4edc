import { test } from "uvu";
import * as assert from "uvu/assert";
import { ManifestError } from "../../../src/base/errors.ts";
import { decodeManifest, parseManifest } from "../../../src/manifest/decode.ts";
import type { Manifest } from "../../../src/manifest/types.ts";
import { failure, service, storePath, withShell } from "../../support/services.ts";

type Loose = Record<string, unknown>;

/** A manifest with something in each place, as JSON; each call gives one of its own. */
function json(): Manifest & Loose {
  const drv = storePath(1, "x.drv");
  const web = {
    ...withShell(service("web", [storePath(2), storePath(3)]), "/bin/sh"),
    context: {
      [drv]: { outputs: ["out"] },
      [storePath(4)]: { path: true },
      [storePath(5, "y.drv")]: { allOutputs: true },
    },
    reference: { script: "key", drv: { drvPath: drv, path: storePath(6) } },
  };
  return structuredClone({
    schema: 1,
    depth: "lean",
    system: "x86_64-linux",
    declaredDialect: null,
    nodejs: { path: storePath(7), context: { [drv]: { outputs: ["out"] } } },
    scripts: { key: [{ sha256: "0", text: "fi" }] },
    services: [{ name: "broken", error: null }, { name: "twice", error: "no such option" }, web],
  });
}

/** Puts a value where a pointer without escapes leads. */
function put(into: unknown, pointer: string, value: unknown): void {
  const keys = pointer.slice(1).split("/");
  const last = keys.pop()!;
  const parent = keys.reduce<unknown>((at, key) => (at as Loose)[key], into);
  (parent as Loose)[last] = value;
}

test("a manifest is read as it is", () => {
  assert.equal(decodeManifest(json()), json());
  assert.equal(parseManifest(JSON.stringify(json())), json());
});

test("what is not known is left out, wherever it is", () => {
  const value = json();
  put(value, "/later", 1);
  put(value, "/services/2/later", {});
  put(value, "/services/2/confinement/later", []);
  put(value, "/services/2/settings/later", null);
  assert.equal(decodeManifest(value), json());
});

test("Node.js may be missing, or null", () => {
  const { nodejs: _, ...without } = json();
  assert.is(decodeManifest(without).nodejs, null);
  assert.is(decodeManifest({ ...without, nodejs: null }).nodejs, null);
});

test("only own members count", () => {
  const { services, ...rest } = json();
  const value = Object.assign(Object.create({ services }) as object, rest);
  assert.match(
    failure(ManifestError, () => decodeManifest(value)).message,
    /^\/services: expected a list, got nothing/,
  );
});

/** What is put where, and what is said of it. */
const WRONG: [pointer: string, value: unknown, problem: string][] = [
  ["/services/2/confinement/binSh", 7, "expected a string or null, got 7"],
  ["/services/2/confinement/enable", false, "expected true, got false"],
  ["/services/2/confinement/fullUnit", "no", 'expected true or false, got "no"'],
  ["/services/2/confinement/mode", undefined, "expected a string, got nothing"],
  ["/services/2/confinement/packages", {}, "expected a list, got an object"],
  ["/services/2/confinement/packages/1", null, "expected a string, got null"],
  ["/services/2/confinement/packageKinds/0", "path", 'expected "string" or "derivation", got "path"'],
  [
    "/services/2/confinement/packageKinds",
    ["string"],
    "expected 2 kinds, one for each of packages, got a list",
  ],
  ["/services/2/packageText", "", "this is not what confinement.packages gives, joined by newlines"],
  ["/services/2/settings/PrivateTmp", 1, "expected true, false, a string or null, got 1"],
  ["/services/2/settings/RootDirectory", ["/"], "expected a string or null, got a list"],
  ["/services/2/settings", null, "expected an object, got null"],
  ["/services/2/reference/script", "other", '"other" is not in /scripts'],
  ["/services/2/reference/script", "constructor", '"constructor" is not in /scripts'],
  ["/services/2/reference/drv/path", 1, "expected an absolute path, got 1"],
  ["/services/2/reference", "x", 'expected an object or null, got "x"'],
  ["/services/2/name", "twice", '"twice" is there twice'],
  ["/services/2/name", 3, "expected a string, got 3"],
  ["/services/1/error", 5, "expected a string or null, got 5"],
  ["/services", "web", 'expected a list, got "web"'],
  ["/services/0", null, "expected an object, got null"],
  ["/scripts/key/0/sha256", true, "expected a string, got true"],
  ["/scripts", [], "expected an object, got a list"],
  ["/depth", "deep", 'expected "lean" or "full", got "deep"'],
  ["/system", {}, "expected a string or null, got an object"],
  ["/declaredDialect", 2024, "expected a string or null, got 2024"],
  ["/nodejs", "node", 'expected an object or null, got "node"'],
  ["/nodejs/path", null, "expected a string, got null"],
];
for (const [pointer, value, problem] of WRONG) {
  test(`${pointer} is reported where it is ${JSON.stringify(value)}`, () => {
    const wrong = json();
    put(wrong, pointer, value);
    const error = failure(ManifestError, () => decodeManifest(wrong));
    assert.is(error.message, `${pointer}: ${problem}`);
    assert.is(error.pointer, pointer);
    assert.is(error.code, "manifest-invalid");
  });
}

test("a pointer escapes the slashes of store paths, and tildes", () => {
  const wrong = json();
  put(wrong, "/services/2/context", { "/nix/store/a~b": { outputs: "out" } });
  assert.is(
    failure(ManifestError, () => decodeManifest(wrong)).pointer,
    "/services/2/context/~1nix~1store~1a~0b/outputs",
  );
});

test("a long value is not printed in full", () => {
  const { message } = failure(ManifestError, () => decodeManifest({ ...json(), depth: "x".repeat(1e6) }));
  assert.ok(message.length < 150, `${message.length} characters`);
});

test("text that is not a manifest at all", () => {
  assert.is(
    failure(ManifestError, () => decodeManifest([])).message,
    "manifest: expected an object, got a list",
  );
  assert.is(
    failure(ManifestError, () => decodeManifest(null)).message,
    "manifest: expected an object, got null",
  );
  assert.is(
    failure(ManifestError, () => decodeManifest("{}")).message,
    'manifest: expected an object, got "{}"',
  );
});

test.run();
