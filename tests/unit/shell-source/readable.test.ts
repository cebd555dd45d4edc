import fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { readable } from "../../../src/shell-source/readable.ts";
import { countWork } from "../../support/count.ts";

/** What is meant, in time that grows with the square of the text. */
function meant(text: string): string {
  return text.replaceAll(/\$\{\w+\/[^}\n`]*\}/g, (expansion) => {
    const quotes = expansion.split("'").length - 1;
    return quotes % 2 === 0 && !expansion.includes("$(") ? expansion.replaceAll("'", "_") : expansion;
  });
}

test("quotes in replacements become letters", () => {
  assert.is(readable("PATH=${PATH/':''/x/bin'':'/':'} '${a}'"), "PATH=${PATH/_:__/x/bin__:_/_:_} '${a}'");
  for (const text of ["", "'${", "${a/'}", "${a/'$(b)'}", "${/''}", "${a/''\n}", "${a/''`}"])
    assert.is(readable(text), text);
});

test("any text is read as meant", () => {
  const piece = fc.constantFrom("${", "}", "a", "/", "'", "`", "\n", "$(", "$", "{", "_9", "é", ":");
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const text = pieces.join("");
      assert.is(readable(text), meant(text));
    }),
    { seed: 6, numRuns: 5000 },
  );
});

test("each character is looked at once, however many replacements are open", () => {
  const text = "${a/".repeat(50_000);
  const { result, work } = countWork([[String.prototype, "includes", () => 1]], () => readable(text));
  assert.is(result, text);
  assert.ok(work > 0 && work <= text.length + 1, `${work} looks at ${text.length} characters`);
});

test.run();
