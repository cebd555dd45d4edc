import { test } from "uvu";
import * as assert from "uvu/assert";
import { LIMITS } from "../../../src/programs/parse-limits.ts";
import { refusal, shell } from "../../unit/shell-source/support.ts";

const BYTES = "it is longer than 1,048,576 bytes";
const LINE = "it has a line of more than 65,536 bytes";
const NODES = "it has more than 100,000 syntax nodes";
const DEPTH = "it is nested more than 1,000 levels deep";

const CASES: [title: string, text: string, expected: string | null][] = [
  ["as many bytes as may be", `#${"\n".repeat(LIMITS.bytes - 1)}`, null],
  ["one byte more", `#${"\n".repeat(LIMITS.bytes)}`, BYTES],
  ["bytes, not characters", "é\n".repeat(LIMITS.bytes / 2), BYTES],
  ["as long a line as may be", `#${"x".repeat(LIMITS.lineBytes - 1)}\n`, null],
  ["one byte more in a line", `#${"x".repeat(LIMITS.lineBytes)}\n`, LINE],
  ["a long last line without an end", `ls\n#${"x".repeat(LIMITS.lineBytes)}`, LINE],
  ["lines of one command", "ls\n".repeat(25_000), null],
  ["too many of them", "ls\n".repeat(40_000), NODES],
  ["replacements in one line", `echo ${"${a/".repeat(225_000)}`, LINE],
  ["replacements in lines", `echo ${`${"${a/".repeat(16)}\n`.repeat(500)}`, null],
  ["substitutions that are never closed", `echo ${"$(".repeat(20_000)}`, null],
  ["substitutions in one another", `echo ${"$(a ".repeat(2000)}${")".repeat(2000)}`, DEPTH],
  ["few substitutions in one another", `echo ${"$(a ".repeat(300)}${")".repeat(300)}`, null],
  ["expansions in one another", `${"${a:-".repeat(5000)}ls${"}".repeat(5000)}`, DEPTH],
  ["parentheses", `${"(".repeat(5000)}ls${")".repeat(5000)}`, DEPTH],
  ["parentheses that are never closed", "(".repeat(20_000), null],
  ["braces that are never closed", "{ ".repeat(20_000), null],
  ["conditions that are never closed", "if a; then\n".repeat(5000), null],
  ["a condition of many commands", `if ${"a\n".repeat(20_000)} then b; fi`, null],
  ["heredocs", "cat <<A <<B\n$(x)\nA\nB\n".repeat(2000), null],
  ["heredocs that never end", "cat <<A\n".repeat(20_000), null],
  ["many heredocs of one command", `cat ${"<<A ".repeat(10_000)}`, null],
  ["quotes that are never closed", '"$(" '.repeat(10_000), null],
  ["one wrapper around another", "eval ".repeat(10_000), null],
  ["scripts in a script", `sh -c '${"ls\n".repeat(20_000)}'`, null],
];

for (const [title, text, expected] of CASES)
  test(`${title}: ${expected ?? "read"}`, () => assert.is(refusal(text), expected));

test("scripts in a script count together", () => {
  const value = "x".repeat(2000);
  // Each is short, and its variable makes it long.
  const text = `v='${value}'\n${'sh -c "$v $v"\n'.repeat(1000)}`;
  assert.is(refusal(text), "the scripts in it are longer than 1,048,576 bytes together");
  assert.is(refusal(`v='${value}'\n${'sh -c "$v $v"\n'.repeat(100)}`), null);
});

test("what variables put into a word is limited", () => {
  const [path] = shell(`v=/${"a".repeat(1000)}\ncat $v`).paths;
  assert.is(path?.path.length, 1001);
  assert.equal(shell(`v=/${"a".repeat(1000)}\ncat ${"$v".repeat(1000)}`).paths, []);
});

test("a condition is as long as it is", () => {
  const confidences = (text: string) =>
    shell(text).commands.map(({ name, confidence }) => `${name} ${confidence}`);
  assert.equal(confidences("if a; b; then c; elif d; then e; fi"), [
    "a medium",
    "b medium",
    "c high",
    "d medium",
    "e high",
  ]);
  assert.equal(confidences("a || b\nc && d\n! e\nwhile f; do g; done"), [
    "a medium",
    "b high",
    "c high",
    "d high",
    "e medium",
    "f medium",
    "g high",
  ]);
});

test.run();
