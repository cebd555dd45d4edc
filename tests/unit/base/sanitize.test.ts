import fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { escapeTerminal, safeJson, escapeLine } from "../../../src/base/sanitize.ts";

test("control characters are written out, line breaks and tabs only where a text is one line", () => {
  assert.is(
    escapeTerminal("a\tb\n\u001b[2J\u009b31m\u0007\u007f\r\u0000\n"),
    "a\tb\n\\x1b[2J\\x9b31m\\x07\\x7f\\x0d\\x00\n",
  );
  assert.is(escapeLine("a\tb\nc"), "a\\x09b\\x0ac");
  assert.is(escapeTerminal("web\u202egnp.\u2066\u200f"), "web\\u202egnp.\\u2066\\u200f");
});

test("what a CI would obey is written out, and only that", () => {
  assert.is(
    escapeTerminal("::error::x\n \t::set-output name=a::b\n"),
    "\\x3a:error::x\n \t\\x3a:set-output name=a::b\n",
  );
  assert.is(escapeTerminal("##[error]x ##vso[task.complete]y"), "\\x23#[error]x \\x23#vso[task.complete]y");
  assert.is(escapeTerminal("###[x]"), "#\\x23#[x]");
  assert.is(escapeTerminal("a::b ## c # [d] #[e] [::1]:80"), "a::b ## c # [d] #[e] [::1]:80");
});

const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "::",
        ":",
        "#",
        "##",
        "[",
        "vso",
        "\n",
        "\t",
        "\r",
        " ",
        "\u001b",
        "\u009b",
        "\u202e",
        "\\",
        '"',
      ),
      fc.string({ unit: "binary" }),
    ),
  )
  .map((parts) => parts.join(""));

test("nothing that is obeyed is left, and escaping twice changes nothing", () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const shown = escapeTerminal(text);
      assert.not.match(shown, /[^\P{Cc}\n\t]|[\u202a-\u202e]|##\w{0,20}\[|^[^\S\n]*::[a-z]/imu);
      assert.is(escapeTerminal(shown), shown);
    }),
  );
});

test("JSON keeps its value and passes unchanged", () => {
  fc.assert(
    fc.property(fc.dictionary(hostile, hostile), fc.constantFrom(undefined, 2), (value, indentation) => {
      const json = safeJson(value, indentation);
      assert.is(escapeTerminal(json), json);
      assert.equal(JSON.parse(json), JSON.parse(JSON.stringify(value)));
    }),
  );
});

test("JSON keeps what a CI would obey, also inside of a text", () => {
  const value = { "::error::a": "b ::error::c\n::debug::d ##[error]" };
  const json = safeJson(value);
  assert.is(escapeTerminal(json), json);
  assert.equal(JSON.parse(json), value);
});

/** Each of these was once looked at again from each of its places. */
test("a long text comes to an end, whatever stands in it", () => {
  for (const part of ["\n", " ", "#", "##a", "::", " \n", "\t:"]) {
    const text = part.repeat(Math.ceil(1_000_000 / part.length));
    assert.ok(escapeTerminal(text).length >= text.length);
  }
});

test.run();
