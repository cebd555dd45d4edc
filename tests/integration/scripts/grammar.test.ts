import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { compileGrammar } from "../../../scripts/build/grammar.ts";
import { parserFiles } from "../../../scripts/build/parsers.ts";
import { root } from "../../support/run.ts";
import { skipped } from "../../support/skip.ts";

const PACKAGE = join(root, "node_modules/tree-sitter-nix");
const PATH = process.env["PATH"]!;

/** A directory `bin` for programs of a test's own, and the environment put back after it. */
const test = suite<{ bin: string }>("grammar");

test.before.each((context) => {
  context.bin = mkdtempSync(join(tmpdir(), "grammar-test-"));
});

test.after.each(({ bin }) => {
  process.env["PATH"] = PATH;
  delete process.env["TREE_SITTER_NIX"];
  rmSync(bin, { recursive: true });
});

function stub(bin: string, name: string, script: string): void {
  writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(bin, name), 0o755);
}

test("compiles the same bytes each time", () => {
  const first = compileGrammar(PACKAGE);
  if ("problem" in first && first.problem.includes("not on the PATH")) return skipped(first.problem);
  const second = compileGrammar(PACKAGE);
  assert.ok("wasm" in first && "wasm" in second, JSON.stringify(first).slice(0, 300));
  assert.equal([...first.wasm.subarray(0, 4)], [0, 0x61, 0x73, 0x6d]);
  assert.ok(Buffer.from(first.wasm).equals(second.wasm));
});

test("says which program is missing", ({ bin }) => {
  process.env["PATH"] = bin;
  const without = (name: string) => `${name} is not on the PATH (Debian: packages clang and lld)`;
  assert.equal(compileGrammar(PACKAGE), { problem: without("clang") });
  stub(bin, "clang", "exit 0");
  assert.equal(compileGrammar(PACKAGE), { problem: without("wasm-ld") });
});

test("finds programs under a name with a version, and says what they said when they fail", ({ bin }) => {
  process.env["PATH"] = bin;
  stub(bin, "clang-19", "echo 'error: no such target' >&2; exit 1");
  stub(bin, "wasm-ld-14", "exit 1");
  assert.equal(compileGrammar(PACKAGE), { problem: `${bin}/clang-19 failed: error: no such target` });
  stub(bin, "clang", "exit 0");
  assert.equal(compileGrammar(PACKAGE), { problem: `${bin}/wasm-ld-14 failed: ` });
});

test("says that there are no sources", ({ bin }) => {
  assert.equal(compileGrammar(bin), { problem: `${bin}/src/parser.c does not exist` });
  mkdirSync(join(bin, "src"));
  writeFileSync(join(bin, "src/parser.c"), "");
  assert.equal(compileGrammar(bin), { problem: `${bin}/src/scanner.c does not exist` });
});

test("a build without the grammar has all else, and one sentence", ({ bin }) => {
  process.env["TREE_SITTER_NIX"] = bin;
  const said: string[] = [];
  const files = parserFiles(root, (sentence) => said.push(sentence));
  assert.equal(
    files.map(({ path }) => path),
    [join(root, "dist/web-tree-sitter.wasm"), join(root, "dist/tree-sitter-bash.wasm")],
  );
  assert.equal(said, [
    `Going on without the parser of Nix: ${bin}/src/parser.c does not exist. Findings will name files without lines.`,
  ]);
});

test.run();
