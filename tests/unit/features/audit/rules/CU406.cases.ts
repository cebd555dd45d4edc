import rule from "../../../../../src/features/audit/rules/CU406-compiler-in-closure.ts";
import type { Cases } from "../cases.ts";
import { storePath } from "../../../../support/services.ts";

const named = (names: string) => ({ inside: names.split(" ").map((name, at) => storePath(50 + at, name)) });

export default {
  rule,
  finds: {
    "compilers and build tools": named(
      "gcc-13.2.0 gcc-wrapper-13 clang-17 clang-wrapper-17 rustc-1.80 rustc-wrapper-1.80 go-1.22 ghc-9.4 binutils-2 binutils-wrapper-2 cmake-3.30.1 gnumake-4 stdenv-linux stdenv-linux-1",
    ),
  },
  clean: {
    "libraries and programs that are named alike": named(
      "gcc-13.2.0-lib go-tools-1 cmake clang-format my-gcc-13 stdenv-linux-x",
    ),
    "no compiler": {},
  },
} satisfies Cases;
