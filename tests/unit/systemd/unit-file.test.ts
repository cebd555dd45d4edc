import { test } from "uvu";
import * as assert from "uvu/assert";
import { readServiceSettings, readUnitFile } from "../../../src/systemd/unit-file.ts";

const read = (text: string) =>
  readUnitFile(text).map(({ section, name, value, firstLine, lastLine }) => [
    section,
    name,
    value,
    firstLine,
    lastLine,
  ]);

test("assignments with their sections and lines", () => {
  const text = "[Unit]\nA=1\n\n [Service] \n B = 2 = 3 \nC=\n[X-Y.z]\nD=4\n";
  assert.equal(read(text), [
    ["Unit", "A", "1", 2, 2],
    ["Service", "B", "2 = 3", 5, 5],
    ["Service", "C", "", 6, 6],
    ["X-Y.z", "D", "4", 8, 8],
  ]);
});

test("comments, and lines that are no assignment, are left out", () => {
  assert.equal(read("# A=1\n  ; B=2\n\t#C=3\nD\n=5\n[broken\nE=6"), [["", "E", "6", 7, 7]]);
});

test("a backslash at the end continues a line, and becomes a blank", () => {
  assert.equal(read('A="b\\\n  c" \\\n# a comment\\\n  d\n  e=1'), [
    ["", "A", '"b   c"    d', 1, 4],
    ["", "e", "1", 5, 5],
  ]);
  assert.equal(read("A=x\\\\\nB=y\\\\\\\nz"), [
    ["", "A", "x\\\\", 1, 1],
    ["", "B", "y\\\\ z", 2, 3],
  ]);
  assert.equal(read("A=x\\\n\nB=y"), [
    ["", "A", "x", 1, 2],
    ["", "B", "y", 3, 3],
  ]);
  assert.equal(read("A=x\\"), [], "continued by nothing");
});

test("settings of a service: lists grow, an empty one takes back those before it", () => {
  const text = "User=x\n[Service]\nA=1\nA=2\nB=3\nA=\nA=4\n[Unit]\nA=5\n[Service]\nB=6\n__proto__=7\n";
  const settings = readServiceSettings(text);
  assert.equal(Object.entries(settings), [
    ["A", ["4"]],
    ["B", ["3", "6"]],
    ["__proto__", ["7"]],
  ]);
});

test.run();
