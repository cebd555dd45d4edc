import { test } from "uvu";
import * as assert from "uvu/assert";
import { ManifestError } from "../../../src/base/errors.ts";
import { decodeManifest } from "../../../src/manifest/decode.ts";
import { isFailed } from "../../../src/drop-in/generate.ts";
import { failure, manifest, service } from "../../support/services.ts";

const full = {
  serviceConfig: { ExecStart: ["/bin/a", null], PrivateTmp: true, Nested: { deep: [1.5] } },
  unitText: "[Unit]\n",
  environment: { PATH: "/bin", LANG: null },
  path: ["/nix/store/x"],
  context: { "/nix/store/x.drv": { outputs: ["out", "bin"] } },
  ownModule: true,
  profiles: ["dns"],
  ignore: { CU404: "it is wanted" },
  definitions: [{ option: ["serviceConfig", "ExecStart"], file: "web.nix", line: 3, column: 5 }],
};

const decode = (facts: unknown) => {
  const [entry] = decodeManifest(manifest([service("web", [], { full: facts as typeof full })])).services;
  if (entry === undefined || isFailed(entry)) throw new Error("the service is gone");
  return entry.full;
};

test("facts are read as they are", () => {
  assert.equal(decode(full), full);
});

test("an older manifest has none of what our module says", () => {
  const { ownModule, profiles, ignore, ...before } = full;
  assert.equal(decode(before), { ...before, ownModule: false, profiles: [], ignore: {} });
});

test("each of them may be null where it did not evaluate", () => {
  const none = { ...full, serviceConfig: null, unitText: null, environment: null, path: null };
  assert.equal(decode(none), none);
});

test("a lean entry has none", () => {
  assert.is(decode(undefined), undefined);
});

test("a wrong one is reported with its place", () => {
  const pointerOf = (facts: unknown) =>
    failure(ManifestError, () => decode(facts)).pointer.replace("/services/0/full", "");
  assert.is(pointerOf(null), "");
  assert.is(pointerOf({ ...full, serviceConfig: [] }), "/serviceConfig");
  assert.is(pointerOf({ ...full, unitText: 1 }), "/unitText");
  assert.is(pointerOf({ ...full, path: [1] }), "/path/0");
  assert.is(
    pointerOf({ ...full, definitions: [{ ...full.definitions[0], line: -1 }] }),
    "/definitions/0/line",
  );
  assert.is(
    pointerOf({ ...full, definitions: [{ ...full.definitions[0], column: 1.5 }] }),
    "/definitions/0/column",
  );
  assert.is(pointerOf({ ...full, context: { x: 1 } }), "/context/x");
  const deep: unknown = JSON.parse(`${"[".repeat(20_000)}${"]".repeat(20_000)}`);
  assert.is(pointerOf({ ...full, serviceConfig: { ExecStart: deep } }), "/serviceConfig/ExecStart");
});

test.run();
