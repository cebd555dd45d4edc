import { test } from "uvu";
import * as assert from "uvu/assert";
import { readEnvironmentFile } from "../../../src/systemd/environment-file.ts";

test("comments, quotes, continued lines and blanks", () => {
  const text = [
    "# a comment = 1",
    "; another",
    "A=plain value  ",
    " B = 'single \\ quoted' ",
    'C="double \\"quoted\\" \\x"',
    "D=one \\",
    "two",
    'E="two',
    'lines"',
    "F=",
    "no assignment",
    "1X=no name",
    "G=a#b",
  ].join("\n");
  assert.equal(readEnvironmentFile(text), [
    ["A", "plain value"],
    ["B", "single \\ quoted"],
    ["C", 'double "quoted" \\x'],
    ["D", "one two"],
    ["E", "two\nlines"],
    ["F", ""],
    ["G", "a#b"],
  ]);
});

test.run();
