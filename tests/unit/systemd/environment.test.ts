import { test } from "uvu";
import * as assert from "uvu/assert";
import type { Json } from "../../../src/base/json.ts";
import { environmentIn, parseAssignment } from "../../../src/systemd/environment.ts";

const read = (value: Json, service = "t") =>
  [...environmentIn(value, service)].map(([name, text]) => `${name}=${text}`);

test("what systemd 252 makes of a line (systemd --test)", () => {
  assert.equal(read(`A=1 B B=2 =x 9=1 "C=%n" D=$A 'E=a b' a-b=2 _c=3 É=4 F=%%`), [
    "A=1",
    "B=2",
    "C=t.service",
    "D=$A",
    "E=a b",
    "_c=3",
    "F=%",
  ]);
  assert.equal(read(`A=1 'C=\\x41\\q' D=2`), ["A=1"], "an unknown escape ends the line");
  assert.equal(read(`'C=\\x41\\n'`), ["C=A\n"]);
  assert.equal(read("A="), ["A="]);
});

test("a later assignment replaces an earlier one, an empty line all of them", () => {
  assert.equal(read(["A=1 B=2", "A=3"]), ["A=3", "B=2"]);
  assert.equal(read(["A=1", "", "B=2"]), ["B=2"]);
});

test("a word is a name and a value, or nothing", () => {
  assert.equal(parseAssignment("A_1=b=c"), ["A_1", "b=c"]);
  assert.equal(parseAssignment("A=x\ny"), ["A", "x\ny"]);
  for (const word of ["A", "=b", "1A=b", "A-B=c", "", " A=b"]) assert.is(parseAssignment(word), null, word);
});

test.run();
