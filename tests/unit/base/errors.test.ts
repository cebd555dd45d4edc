import { test } from "uvu";
import * as assert from "uvu/assert";
import { ConfinedUnitsError, ManifestError, ServiceError, UsageError } from "../../../src/base/errors.ts";

test("each error has the name of its class, its code, its hint and its cause", () => {
  const cause = new Error("below");
  const errors = [
    new UsageError("m", { hint: "h", cause }),
    new ManifestError("/a", "m", { hint: "h", cause }),
    new ServiceError("web", "m", { hint: "h", cause }),
    new ConfinedUnitsError("nix-failed", "m", { hint: "h", cause }),
  ];
  assert.equal(
    errors.map(({ name, code }) => [name, code]),
    [
      ["UsageError", "usage"],
      ["ManifestError", "manifest-invalid"],
      ["ServiceError", "service-refused"],
      ["ConfinedUnitsError", "nix-failed"],
    ],
  );
  for (const error of errors) {
    assert.instance(error, ConfinedUnitsError);
    assert.is(error.hint, "h");
    assert.is(error.cause, cause);
  }
});

test("without details there is neither hint nor cause", () => {
  const error = new UsageError("m");
  assert.is(error.hint, undefined);
  assert.not.ok("cause" in error);
});

test("messages begin with the place: a pointer, the manifest as a whole, a service on one line", () => {
  assert.is(new ManifestError("/services/0", "is odd").message, "/services/0: is odd");
  assert.is(new ManifestError("", "is odd").message, "manifest: is odd");
  assert.is(new ServiceError('a"\nb', "is odd").message, 'service "a\\"\\nb": is odd');
});

test.run();
