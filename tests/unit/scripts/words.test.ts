import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { findWords, readWords } from "../../../scripts/words/words.ts";
import { checkedFiles } from "../../../scripts/words/files.ts";
import { root } from "../../support/run.ts";

const WORDS = readWords(readFileSync(join(root, "scripts/words.txt"), "utf8"));
const found = (text: string) => findWords(text, WORDS).map(({ line, text: word }) => `${line}: ${word}`);

test("each word is found, in any case and form", () => {
  for (const text of [
    "mend",
    "Mends",
    "MENDED",
    "mending",
    "heed",
    "heeded",
    "harmless",
    "in vain",
    "leads nowhere",
    "links that lead nowhere",
    "led nowhere",
    "there too much",
    "to be had",
    "is told",
    "what are told",
    "all the same",
  ])
    assert.is(found(text).length, 1, text);
});

test("an identifier is split into its words", () => {
  assert.equal(
    found("const mendServices = 1;\nfunction writtenInVain() {}\nconst TO_BE_HAD = 1;\nreadHTMLMended();"),
    ["1: mend", "2: In Vain", "3: TO BE HAD", "4: Mended"],
  );
});

test("words in a row may be in two lines", () => {
  assert.equal(found("/**\n * what a service\n * looks for in\n * vain */"), ["3: in * vain"]);
  assert.equal(found("it is\ntold"), ["1: is told"]);
});

test("a part of another word is none", () => {
  assert.equal(found("amend recommended commend armament heedless unharmlessly told list alike"), []);
});

test("each comes with a better one, and a line of another form is refused", () => {
  assert.equal(findWords("it mends", WORDS), [{ line: 1, text: "mends", better: "fix" }]);
  assert.throws(() => readWords("mend"), /not PATTERN => BETTER: mend/);
});

test("the sources, the docs and the README have none", () => {
  const files = checkedFiles(root);
  assert.ok(files.length > 300 && files.includes("README.md"));
  assert.equal(
    files.flatMap((file) =>
      findWords(readFileSync(join(root, file), "utf8"), WORDS).map(
        ({ line, text }) => `${file}:${line}: ${text}`,
      ),
    ),
    [],
  );
});

test.run();
