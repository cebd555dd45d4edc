import fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { ManifestError } from "../../../src/base/errors.ts";
import { decodeManifest, parseManifest } from "../../../src/manifest/decode.ts";
import { manifest, service, storePath } from "../../support/services.ts";

/** Runs what may throw a ManifestError and nothing else. */
function tolerates(call: () => unknown): void {
  try {
    call();
  } catch (error) {
    if (!(error instanceof ManifestError)) throw error;
    assert.is(error.message.split("\n").length, 1);
  }
}

test("whatever the value, nothing but a ManifestError is thrown", () => {
  const anything = fc.anything({ withBigInt: true, withNullPrototype: true, withSparseArray: true });
  fc.assert(fc.property(anything, (value) => tolerates(() => decodeManifest(value))));
  fc.assert(
    fc.property(fc.array(anything), (services) =>
      tolerates(() => decodeManifest({ ...manifest([]), services })),
    ),
  );
});

test("whatever the text, nothing but a ManifestError is thrown", () => {
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.string({ unit: "binary" })), (text) =>
      tolerates(() => parseManifest(text)),
    ),
  );
});

test("circles and depths end", () => {
  const circle: Record<string, unknown> = { ...manifest([]) };
  circle["services"] = [circle];
  circle["depth"] = circle;
  tolerates(() => decodeManifest(circle));
  tolerates(() => parseManifest(`{"schema":1,"services":${"[".repeat(100_000)}${"]".repeat(100_000)}}`));
});

/** Every place below a value. */
function placesIn(value: unknown, path: string[] = []): string[][] {
  const below = typeof value === "object" && value !== null ? Object.entries(value) : [];
  return [
    ...(path.length === 0 ? [] : [path]),
    ...below.flatMap(([key, at]) => placesIn(at, [...path, key])),
  ];
}

const whole = manifest([
  service("web", [storePath(1)], { context: { [storePath(2)]: { outputs: ["out"] } } }),
]);
const places = placesIn(whole);

test("a manifest with any one thing changed is read or refused at that place or above it", () => {
  fc.assert(
    fc.property(fc.constantFrom(...places), fc.jsonValue(), (path, value) => {
      const changed = structuredClone(whole);
      const inside = (at: unknown, key: string) => (at as Record<string, unknown>)[key];
      Object.assign(path.slice(0, -1).reduce<unknown>(inside, changed) as object, { [path.at(-1)!]: value });
      tolerates(() => decodeManifest(changed));
      const read = (() => {
        try {
          return decodeManifest(changed);
        } catch {
          return null;
        }
      })();
      if (read !== null) assert.equal(decodeManifest(structuredClone(read)), read);
    }),
    { numRuns: 500 },
  );
});

test.run();
