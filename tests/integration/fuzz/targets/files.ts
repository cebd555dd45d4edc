import { resolveLibraries } from "../../../../src/programs/libraries.ts";
import { programAt } from "../../../../src/programs/program.ts";
import { shebangOf } from "../../../../src/programs/shebang.ts";
import { elfFile } from "../../../unit/programs/elf-maker.ts";
import { memoryFiles } from "../../../unit/programs/memory.ts";
import type { Target } from "../engine.ts";

const RECIPES = [
  { interpreter: "/l/ld.so", needed: ["libc.so.6", "libm.so.6"], runpath: "$ORIGIN/../l:/l", soname: "a" },
  { interpreter: "/l/ld.so", needed: ["/l/libc.so.6"], rpath: "/${LIB}:/l", bits: 32 as const, machine: 3 },
  { needed: ["libc.so.6"], little: false, machine: 21 },
  {},
];

/** More than a program of a few libraries takes. */
const MAX_READS = 20_000;

export const elf: Target = {
  name: "elf",
  seeds: RECIPES.map(elfFile),
  words: ["\u007fELF", "libc.so.6", "$ORIGIN", "${LIB}", "\0\0\0\0", "\u0001\0\0\0", "/l:/l:"],
  read(input) {
    const memory = memoryFiles({
      "/p": input,
      "/l/ld.so": elfFile(),
      "/l/libc.so.6": elfFile({ soname: "x" }),
    });
    let reads = 0;
    const counted = <A extends unknown[], R>(read: (...args: A) => R) => {
      return (...args: A): R => {
        if (++reads > MAX_READS) throw new Error(`more than ${MAX_READS} reads`);
        return read(...args);
      };
    };
    const files = {
      stat: counted(memory.stat),
      list: counted(memory.list),
      read: counted((path: string, offset: number, length: number) => memory.read(path, offset, length)),
    };
    return [programAt("/p", files), resolveLibraries("/p", { files, isInside: () => true })];
  },
};

export const shebang: Target = {
  name: "shebang",
  seeds: ["#!/bin/sh -e\n", "#! /usr/bin/env -S FOO=1 bash -e\n", "#!/usr/bin/env -u X python3", "#!"],
  words: ["#!", "env", "-S", "--split-string=", "-u", " ", "\t", "\n", "A=b"],
  read(input) {
    const found = shebangOf(input);
    const isScript = input[0] === 0x23 && input[1] === 0x21;
    if ((found !== null) !== isScript) throw new Error("a script that is none, or none");
    return found;
  },
};
