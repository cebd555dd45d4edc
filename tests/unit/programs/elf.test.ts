import { readFileSync } from "node:fs";
import fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import type { ReadBytes } from "../../../src/programs/bytes.ts";
import { elfOf } from "../../../src/programs/elf.ts";
import { elfFile, type Recipe } from "./elf-maker.ts";

const reader =
  (bytes: Uint8Array): ReadBytes =>
  (offset, length) =>
    bytes.subarray(offset, offset + length);
const read = (recipe: Recipe) => elfOf(reader(elfFile(recipe)));

const FULL: Recipe = {
  interpreter: "/nix/store/x/lib/ld.so",
  needed: ["libc.so.6", "libm.so.6"],
  soname: "libé.so",
  rpath: "/a::$ORIGIN/../lib",
  runpath: "/b",
};

for (const bits of [32, 64] as const) {
  for (const little of [true, false]) {
    test(`reads ${bits} bits, ${little ? "little" : "big"} endian`, () => {
      assert.equal(read({ ...FULL, bits, little, machine: 183, type: 2 }), {
        bits,
        endian: little ? "little" : "big",
        machine: 183,
        kind: "executable",
        interpreter: "/nix/store/x/lib/ld.so",
        needed: ["libc.so.6", "libm.so.6"],
        soname: "libé.so",
        rpath: ["/a", "$ORIGIN/../lib"],
        runpath: ["/b"],
      });
    });
  }
}

test("a static program asks for nothing", () => {
  const elf = read({});
  assert.ok(elf !== null && !("problem" in elf));
  assert.equal([elf.interpreter, elf.needed, elf.soname], [null, [], null]);
});

test("what is no ELF file is null", () => {
  for (const text of ["", "\x7fEL", "#!/bin/sh\n", "\x7felf and more text"]) {
    assert.is(elfOf(reader(new TextEncoder().encode(text))), null, text);
  }
});

test("says what is wrong with a broken file", () => {
  const broken = (change: (view: DataView, bytes: Uint8Array) => void) => {
    const bytes = elfFile(FULL);
    change(new DataView(bytes.buffer), bytes);
    return elfOf(reader(bytes));
  };
  const problems = [
    broken((view) => view.setUint8(4, 3)),
    broken((view) => view.setUint8(5, 0)),
    broken((view) => view.setUint16(56, 65_535, true)),
    broken((view) => view.setUint16(54, 8, true)),
    broken((view) => view.setBigUint64(32, 2n ** 63n, true)),
    broken((view) => view.setBigUint64(64 + 16, 0n, true)),
    broken((_, bytes) => bytes.fill(0x78, bytes.length - 1)),
    elfOf(reader(elfFile(FULL).subarray(0, 40))),
  ];
  assert.equal(problems, [
    { problem: "its word size is unknown (3)" },
    { problem: "its byte order is unknown (0)" },
    { problem: "it has 65535 program headers" },
    { problem: "its program headers have 8 bytes each" },
    { problem: "it holds a number beyond any file's size" },
    { problem: "its dynamic strings lie outside all segments" },
    { problem: problemOf(problems[6]) },
    { problem: "it ends before byte 64" },
  ]);
  assert.match(problemOf(problems[6]), /^the text at byte \d+ has no end$/);
});

function problemOf(result: unknown): string {
  return (result as { problem: string }).problem;
}

test("no damage and no cut makes it throw", () => {
  const whole = elfFile(FULL);
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 12 }),
      fc.nat(whole.length),
      (changes, length) => {
        const bytes = whole.slice();
        for (const [at, value] of changes) bytes[at] = value;
        elfOf(reader(bytes.subarray(0, length)));
      },
    ),
    { seed: 6, numRuns: 3000 },
  );
});

test("reads the running Node.js", () => {
  const elf = elfOf(reader(readFileSync(process.execPath)));
  assert.ok(elf !== null && !("problem" in elf));
  assert.is(elf.bits, 64);
  assert.match(String(elf.interpreter), /ld|^null$/);
  if (elf.interpreter !== null) assert.ok(elf.needed.some((name) => /^libc\b/.test(name)));
});

test("a file that searches more directories than any linker writes is reported as broken", () => {
  assert.equal(read({ runpath: "/a:".repeat(2000) }), { problem: "it searches 2000 directories" });
});

test.run();
