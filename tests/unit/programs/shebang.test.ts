import fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { shebangOf } from "../../../src/programs/shebang.ts";

const of = (text: string) => shebangOf(new TextEncoder().encode(text));
const plain = (interpreter: string, argument: string | null = null, program: string | null = null) => {
  return { interpreter, argument, program };
};

test("reads interpreter and argument as Linux does", () => {
  assert.equal(of("#!/bin/sh\necho"), plain("/bin/sh"));
  assert.equal(of("#! \t/bin/sh -e \t\n"), plain("/bin/sh", "-e"));
  assert.equal(of("#!/usr/bin/perl -w -T\n"), plain("/usr/bin/perl", "-w -T"));
  assert.equal(of("#!/bin/sh"), plain("/bin/sh"));
  assert.equal(of("#!perl\n"), plain("perl"));
  assert.equal(of("#!/bin/sh\0x\n"), plain("/bin/sh"));
  assert.equal(of("#!/bin/sh\r\n"), plain("/bin/sh\r"));
});

test("tells what env is to look for", () => {
  const cases: [string, string | null][] = [
    ["bash", "bash"],
    ["bash -e", "bash -e"],
    ["-S bash -e", "bash"],
    ["-Sbash -e", "bash"],
    ["-vS bash", "bash"],
    ["--split-string=python3 -u", "python3"],
    ["-S -i A=1 -u HOME  node --x", "node"],
    ["-S", null],
    ["", null],
  ];
  for (const [argument, program] of cases) {
    assert.equal(
      of(`#!/usr/bin/env ${argument}\n`),
      plain("/usr/bin/env", argument === "" ? null : argument, program),
      argument,
    );
  }
});

test("is null for what is no script", () => {
  for (const text of ["", "#", "# !/bin/sh", " #!/bin/sh", "\x7fELF"]) assert.is(of(text), null, text);
});

test("says why Linux would not run it", () => {
  assert.equal(of("#!\n/bin/sh"), { problem: "its first line names no interpreter" });
  assert.equal(of(`#!/${"x".repeat(300)}\n`), {
    problem: "its interpreter's path is cut off after 256 bytes",
  });
  assert.equal(of(`#!/bin/sh ${"x".repeat(300)}\n`), plain("/bin/sh", "x".repeat(256 - 10)));
});

test("no bytes make it throw", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      shebangOf(bytes);
      shebangOf(Uint8Array.of(0x23, 0x21, ...bytes));
    }),
    { seed: 6, numRuns: 2000 },
  );
});

test.run();
