import fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { ManifestError } from "../../../src/base/errors.ts";
import { parseJson } from "../../../src/manifest/json.ts";
import { failure } from "../../support/services.ts";

const refusal = (text: string) => failure(ManifestError, () => parseJson(text));

test("JSON is parsed", () => {
  assert.equal(parseJson(' {"a": [1, "\\"}"]}\n'), { a: [1, '"}'] });
});

test("a text that ends too early is said to", () => {
  for (const text of [
    "{",
    "[1,",
    '{"a',
    '{"a\\',
    '{"a\\"',
    '{"a":"}',
    '\n {"a": [1, {"b": "]"}',
    '{"a":tru',
  ]) {
    const error = refusal(text);
    assert.is(error.message, `manifest: the JSON is cut off after ${text.length} characters`);
    assert.match(error.hint ?? "", /confined-units manifest/);
  }
});

test("a text that is something else is said to be", () => {
  for (const text of ["error: cannot evaluate", '{"a":1}}', '{"a":1} {', "{]}", "nul", "{} x", "'{'"]) {
    assert.match(refusal(text).message, /^manifest: this is not JSON: /, text);
  }
});

test("nothing is said to be nothing", () => {
  assert.is(refusal("").message, "manifest: the text is empty");
  assert.is(refusal("\n \t").message, "manifest: the text is empty");
});

test("every beginning of an object or a list is cut off", () => {
  const values = fc.oneof(fc.dictionary(fc.string(), fc.jsonValue()), fc.array(fc.jsonValue()));
  fc.assert(
    fc.property(values, fc.nat(), (value, at) => {
      const text = JSON.stringify(value);
      const cut = text.slice(0, 1 + (at % (text.length - 1)));
      assert.match(refusal(cut).message, /is cut off after/, cut);
    }),
  );
});

test("long texts and deep ones come to an end", () => {
  refusal(`{"a":"${"x\\n".repeat(1_000_000)}`);
  refusal("[".repeat(1_000_000));
});

test.run();
