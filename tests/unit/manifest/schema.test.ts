import { test } from "uvu";
import * as assert from "uvu/assert";
import { ManifestError } from "../../../src/base/errors.ts";
import { decodeManifest } from "../../../src/manifest/decode.ts";
import { failure } from "../../support/services.ts";

const refusal = (schema: unknown) =>
  failure(ManifestError, () => decodeManifest({ schema, services: "of another shape" }));

test("of a newer manifest, the command is to be updated", () => {
  const error = refusal(2);
  assert.is(error.message, "/schema: this is schema 2, and schema 1 is read here");
  assert.match(error.hint ?? "", /^update the confined-units command/);
});

test("of an older manifest, the Nix side is to be updated", () => {
  const error = refusal(0);
  assert.is(error.message, "/schema: this is schema 0, and schema 1 is read here");
  assert.match(error.hint ?? "", /^update the confined-units flake input/);
});

test("a manifest that does not say, or says no number", () => {
  assert.is(refusal(undefined).message, "/schema: expected the manifest's schema number, got nothing");
  assert.is(refusal("1").message, '/schema: expected the manifest\'s schema number, got "1"');
  assert.is(refusal(null).message, "/schema: expected the manifest's schema number, got null");
});

test.run();
