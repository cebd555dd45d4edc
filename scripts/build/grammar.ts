import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The parser of Nix as WebAssembly, or one sentence about why there is none. */
export type Grammar = { wasm: Uint8Array } | { problem: string };

/** Distributions name the programs of LLVM by version where several are installed. */
const VERSIONS = ["", ...Array.from({ length: 17 }, (_, index) => `-${30 - index}`)];

/** What the grammar asks of a C library, so that no header of any system is read: the bytes are the same everywhere. */
const HEADERS = {
  "stdbool.h": "#define bool _Bool\n#define true 1\n#define false 0\n",
  "stdint.h": [8, 16, 32, 64]
    .map((bits) => `typedef __INT${bits}_TYPE__ int${bits}_t;\ntypedef __UINT${bits}_TYPE__ uint${bits}_t;\n`)
    .join(""),
  "stdlib.h": "typedef __SIZE_TYPE__ size_t;\n#define NULL ((void *)0)\n",
};

/**
 * Compiles the grammar in `directory` (it has `src/parser.c` and `src/scanner.c`, as the npm package and nixpkgs' `tree-sitter-nix` have
 * them) with clang and lld of this machine's PATH. The target is the only one whose objects lld links into a module that
 * web-tree-sitter loads. Never throws for a machine without the programs.
 */
export function compileGrammar(directory: string): Grammar {
  const sources = ["parser", "scanner"].map((name) => join(directory, "src", `${name}.c`));
  const absent = sources.find((source) => !existsSync(source));
  if (absent !== undefined) return { problem: `${absent} does not exist` };
  const clang = programNamed("clang");
  const linker = programNamed("wasm-ld");
  if (clang === null || linker === null) {
    return {
      problem: `${clang === null ? "clang" : "wasm-ld"} is not on the PATH (Debian: packages clang and lld)`,
    };
  }
  const work = mkdtempSync(join(tmpdir(), "grammar-"));
  try {
    return compileIn(work, sources, clang, linker);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function compileIn(work: string, sources: readonly string[], clang: string, linker: string): Grammar {
  const headers = join(work, "include");
  mkdirSync(headers);
  for (const [name, text] of Object.entries(HEADERS)) writeFileSync(join(headers, name), text);
  const objects = sources.map((_, index) => join(work, `${index}.o`));
  const flags = "--target=wasm32-unknown-emscripten -ffreestanding -fPIC -fvisibility=hidden -Os -nostdinc";
  const steps = sources.map((source, index) => {
    const directories = ["-isystem", headers, "-I", join(source, "..")];
    return [clang, ...flags.split(" "), ...directories, "-c", source, "-o", objects[index]!];
  });
  const wasm = join(work, "grammar.wasm");
  const link = "-shared --experimental-pic --no-entry --strip-all --export-if-defined=tree_sitter_nix -o";
  steps.push([linker, ...link.split(" "), wasm, ...objects]);
  for (const [program, ...args] of steps) {
    const { status, stderr, error } = spawnSync(program!, args, { encoding: "utf8" });
    if (error !== undefined) return { problem: `${program} cannot be started: ${error.message}` };
    if (status !== 0) return { problem: `${program} failed: ${stderr.trim().split("\n")[0]}` };
  }
  return { wasm: readFileSync(wasm) };
}

function programNamed(name: string): string | null {
  const directories = (process.env["PATH"] ?? "").split(":").filter((directory) => directory !== "");
  const paths = VERSIONS.flatMap((version) =>
    directories.map((directory) => join(directory, `${name}${version}`)),
  );
  return paths.find((path) => existsSync(path)) ?? null;
}
