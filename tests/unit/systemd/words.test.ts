import { test } from "uvu";
import * as assert from "uvu/assert";
import { splitEscapedWords, splitWords, wordAt, wordsOf } from "../../../src/systemd/words.ts";

test("words stand between blanks, tabs and line breaks", () => {
  assert.equal(splitWords("a  b\tc\nd\re"), ["a", "b", "c", "d", "e"]);
  assert.equal(splitWords("  a  "), ["a"]);
  assert.equal(splitWords(""), []);
  assert.equal(splitWords(" \t\n\r"), []);
  assert.equal(splitWords("a\u00a0b\u000bc\u000cd"), ["a\u00a0b\u000bc\u000cd"], "no other character parts");
});

test("quotes begin and end anywhere in a word", () => {
  assert.equal(splitWords(`"a b" 'c d' e"f g"h ""`), ["a b", "c d", "ef gh", ""]);
  assert.equal(splitWords(`"it's" 'a "b"'`), ["it's", 'a "b"']);
  assert.equal(splitWords(`"a""b"'c'`), ["abc"]);
});

test("where escapes are plain, a backslash takes the next character as it is", () => {
  assert.equal(splitWords(`a\\ b c\\"d \\\\ \\x41 \\n "e\\"f"`), ["a b", 'c"d', "\\", "x41", "n", 'e"f']);
});

test("the escapes of C", () => {
  const words = "\\a \\b \\f \\n \\r \\t \\v \\s \\\\ \\\" \\' \\x41 \\103 \\u0042 \\U0001F600";
  const expected = ["\u0007", "\b", "\f", "\n", "\r", "\t", "\v", " ", "\\", '"', "'", "A", "C", "B", "😀"];
  assert.equal(splitEscapedWords(words), expected);
  assert.equal(splitEscapedWords(`"${words.replaceAll('\\"', "")}"`).length, 1);
});

test("bytes of UTF-8 make up a character", () => {
  assert.equal(splitEscapedWords("\\xc3\\xa9 \\303\\251 \\x7f é\\xc3\\xa9ü😀"), [
    "é",
    "é",
    "\u007f",
    "ééü😀",
  ]);
  assert.equal(splitEscapedWords("\\xff"), ["\ufffd"]);
});

test("a word that cannot be read ends the line", () => {
  for (const bad of [
    "'a",
    '"a',
    "a\\",
    "\\q",
    "\\x00",
    "\\000",
    "\\400",
    "\\x4",
    "\\12",
    "\\u0000",
    "\\u004",
    "\\U00110000",
  ]) {
    const { words, isWhole } = wordsOf(`x y ${bad}`, { escapes: "c" });
    assert.equal(
      words.map(({ text }) => text),
      ["x", "y"],
      bad,
    );
    assert.is(isWhole, false, bad);
  }
  assert.is(wordsOf("x y", { escapes: "c" }).isWhole, true);
  assert.equal(wordsOf("'a", { escapes: "plain" }), { words: [], isWhole: false });
  assert.equal(wordsOf("a\\", { escapes: "plain" }), { words: [], isWhole: false });
});

const texts = (text: string, splitting: Parameters<typeof wordsOf>[1]) =>
  wordsOf(text, splitting).words.map((word) => word.text);

test("an escape that is none may stay, and the rest is read", () => {
  const splitting = { escapes: "c-or-literal" } as const;
  assert.equal(texts("\\q \\x00 \\400 a\\;b \\s", splitting), ["\\q", "\\x00", "\\400", "a\\;b", " "]);
  assert.is(wordsOf("a\\", splitting).isWhole, false);
});

test("escapes may be kept for another reading", () => {
  const splitting = { escapes: "keep" } as const;
  assert.equal(texts(`a\\:b g\\ h 'i\\x20 j' k\\"l m"`, splitting), [
    "a\\:b",
    "g\\",
    "h",
    "i\\x20 j",
    "k\\l m",
  ]);
});

test("each separator may end a word", () => {
  const splitting = { escapes: "plain", separators: ": ", eachEnds: true } as const;
  assert.equal(texts("/a:/b", splitting), ["/a", "/b"]);
  assert.equal(texts("/a:", splitting), ["/a", ""]);
  assert.equal(texts(":/a", splitting), ["", "/a"]);
  assert.equal(texts("/a::b  c", splitting), ["/a", "", "b", "", "c"]);
  assert.equal(texts(`"/a:b":/c\\:d`, splitting), ["/a:b", "/c:d"]);
  assert.equal(texts("", splitting), [""]);
});

test("a separator of its own can be escaped where escapes are those of C", () => {
  const splitting = { escapes: "c", quotes: false, separators: ":" } as const;
  assert.equal(texts("a\\:b:c", splitting), ["a:b", "c"]);
  assert.equal(texts("a::b:", splitting), ["a", "b"]);
  assert.equal(texts(`"a":b c`, splitting), ['"a"', "b c"], "quotes are characters");
  assert.is(wordsOf("a\\ b", splitting).isWhole, false);
});

test("a word knows its place, and where to go on", () => {
  const splitting = { escapes: "plain" } as const;
  assert.equal(wordAt("  'a b'  c", 0, splitting), { text: "a b", start: 2, end: 7, next: 9 });
  assert.equal(wordAt("  'a b'  c", 9, splitting), { text: "c", start: 9, end: 10, next: null });
  assert.equal(wordAt("c  ", 0, splitting), { text: "c", start: 0, end: 1, next: null });
  assert.is(wordAt("   ", 0, splitting), null);
  assert.is(wordAt("a", 1, splitting), null);
  assert.is(wordAt("'a", 0, splitting), "invalid");
  const parts = { escapes: "plain", separators: ":", eachEnds: true } as const;
  assert.equal(wordAt("a:b", 0, parts), { text: "a", start: 0, end: 1, next: 2 });
  assert.equal(wordAt("a:", 0, parts), { text: "a", start: 0, end: 1, next: 2 });
  assert.equal(wordAt("a:", 2, parts), { text: "", start: 2, end: 2, next: null });
});

test("halves of surrogate pairs stay together", () => {
  assert.equal(splitEscapedWords("😀\\x41😀\\xc3\\xa9"), ["😀A😀é"]);
});

test.run();
