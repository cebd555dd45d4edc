import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { regExpsIn } from "../../../scripts/lint-regexps/find.ts";
import { directoryWith } from "../nix/support.ts";
import { runScript } from "../../support/run.ts";

/** What the lint says of one file `a.ts`. */
function lint(source: string, allowed: object[] = []) {
  const directory = directoryWith({ "src/a.ts": source });
  const list = join(directory, "allowed.json");
  writeFileSync(list, JSON.stringify(allowed));
  const { code, stdout, stderr } = runScript("lint-regexps.ts", [
    "--no-cache",
    "--allowed",
    list,
    join(directory, "src"),
  ]);
  return { code, lines: [...stderr.split("\n"), ...stdout.split("\n")].filter((line) => line !== "") };
}

test("finds literals, RegExp, and texts that become one, but nothing in comments and texts", () => {
  const source = String.raw`
    // /comment+$/
    const text: string = "/text+$/";
    const one = /a\/[/]+$/giu as RegExp;
    function two<T>(x: T) { return new RegExp("b+$", "m"); }
    RegExp(${"`c`"}); x.match("d+"); x.search(y); x.matchAll(/e/g);
    new RegExp(${"`f${x}`"}); new RegExp("g", flags); window.RegExp;
    const half = a / b / c;`;
  assert.equal(
    regExpsIn("a.ts", source).map(({ line, text, expression }) => [line, text, expression]),
    [
      [4, String.raw`/a\/[/]+$/giu`, { source: String.raw`a\/[/]+$`, flags: "giu" }],
      [5, 'new RegExp("b+$", "m")', { source: "b+$", flags: "m" }],
      [6, "RegExp(`c`)", { source: "c", flags: "" }],
      [6, 'x.match("d+")', { source: "d+", flags: "" }],
      [6, "/e/g", { source: "e", flags: "g" }],
      [7, "new RegExp(`f${x}`)", null],
      [7, 'new RegExp("g", flags)', null],
    ],
  );
});

test("linear expressions pass", () => {
  assert.equal(lint(String.raw`/^a+b$/; /[xy]/g; /^(?:\w+)=(.*)$/`), {
    code: 0,
    lines: ["regular expressions: 3, complaints: 0"],
  });
});

for (const expression of [String.raw`/\/+$/`, "/@.*$/", "/^(a+)+$/", 'new RegExp("b+$")'])
  test(`${expression} fails, with its place`, () => {
    const { code, lines } = lint(`\nconst a = ${expression};`);
    assert.is(code, 1);
    assert.ok(lines[0]!.startsWith(`a.ts:2: ${expression} is vulnerable: `), lines[0]);
    assert.is(lines[1], "regular expressions: 1, complaints: 1");
  });

test("what is computed fails, unless the list allows it with a bound and a reason", () => {
  const source = "new RegExp(`[${x}]`)";
  assert.equal(lint(source).lines[0], `a.ts:1: ${source} is unknown: it is computed`);
  const entry = { file: "a.ts", text: source, bound: "linear", reason: "one class" };
  assert.is(lint(source, [entry]).code, 0);
  assert.equal(
    lint(source, [{ ...entry, reason: "" }]).lines[0],
    `allowed.json: ${source} has no bound or no reason`,
  );
  assert.is(lint(source, [{ ...entry, file: "b.ts" }]).code, 1);
});

test("an entry that is not needed fails", () => {
  const entry = { file: "a.ts", text: "/a/", bound: "linear", reason: "x" };
  const { code, lines } = lint("/a/", [entry]);
  assert.equal([code, lines[0]], [1, "allowed.json: /a/ of a.ts need not be allowed, or is not there"]);
});

test.run();
