import { test } from "uvu";
import * as assert from "uvu/assert";
import {
  enumerated,
  formatMany,
  listedArgument,
  describeMessage,
  formatMessage,
  type ArgsOf,
} from "../../../src/diagnostics/message.ts";

const MESSAGE = "{program} needs {count:number} of {files:list}, `{program}` says";

test("placeholders are filled; a list is joined", () => {
  const args: ArgsOf<typeof MESSAGE> = { program: "a", count: 2, files: ["x", "y"] };
  assert.is(formatMessage(MESSAGE, args), "a needs 2 of x, y, `a` says");
});

test("what an argument contains is not a placeholder", () => {
  const args = { program: "{count:number} $& {program}", count: 0, files: [] };
  assert.is(formatMessage("{program} {count:number}", args), "{count:number} $& {program} 0");
});

test("a page shows the names of placeholders", () => {
  assert.is(
    describeMessage(MESSAGE, (name) => `<${name}>`),
    "<program> needs <count> of <files>, `<program>` says",
  );
});

test("a message for several findings lists what they differ in", () => {
  const many = "{command:codes} are run, but {package} is missing";
  const args = { command: "mv", package: "coreutils {command:codes}" };
  assert.is(
    formatMany(many, args, ["mv", "rm", "ln"]),
    "`mv`, `rm` and `ln` are run, but coreutils {command:codes} is missing",
  );
  assert.is(formatMany("{path:names} in {command}", args, ["/a", "/b"]), "/a and /b in mv");
  assert.is(listedArgument(many), "command");
  assert.is(listedArgument("{package} and {files:list}"), null);
});

test("a long list is shortened by two names at least", () => {
  const names = "a b c d e f g".split(" ");
  assert.is(enumerated(names), "a, b, c, d, e and 2 more");
  assert.is(enumerated(names.slice(1)), "b, c, d, e, f and g");
  assert.is(enumerated(["a"]), "a");
});

test("the compiler knows which arguments a message has, and of which type", () => {
  const none: ArgsOf<"no placeholder"> = {};
  // @ts-expect-error there is no such placeholder
  const unknown: ArgsOf<"no placeholder"> = { name: "x" };
  // @ts-expect-error a placeholder is missing
  const missing: ArgsOf<"{a} and {b}"> = { a: "x" };
  // @ts-expect-error a placeholder is misspelt
  const misspelt: ArgsOf<"{program}"> = { progam: "x" };
  // @ts-expect-error it is a number
  const text: ArgsOf<"{count:number}"> = { count: "1" };
  // @ts-expect-error it is a list
  const single: ArgsOf<"{files:list}"> = { files: "x" };
  // @ts-expect-error there is no such type
  const typo: ArgsOf<"{count:nubmer}"> = { count: 1 };
  assert.is([none, unknown, missing, misspelt, text, single, typo].length, 7);
});

test.run();
