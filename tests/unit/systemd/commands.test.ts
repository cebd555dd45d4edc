import { test } from "uvu";
import * as assert from "uvu/assert";
import { commandsOf } from "../../../src/systemd/exec-line.ts";

test("the marks, the program and its words, quotes and escapes removed", () => {
  assert.equal(commandsOf({ ExecStart: ["", `-+/bin/x --a="b c" 'd\\n'`], ExecCondition: "/bin/y" }), [
    {
      option: "ExecStart",
      line: `-+/bin/x --a="b c" 'd\\n'`,
      prefix: "-+",
      program: "/bin/x",
      args: ["--a=b c", "d\n"],
    },
    { option: "ExecCondition", line: "/bin/y", prefix: "", program: "/bin/y", args: [] },
  ]);
});

test("a quote that is never closed, with many escapes behind it, comes to an end", () => {
  for (const quote of ['"', "'"]) {
    assert.equal(commandsOf({ ExecStart: `/bin/x ${quote}${"\\\\".repeat(5000)}` }), []);
  }
});

test.run();
