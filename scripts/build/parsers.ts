import { readFileSync } from "node:fs";
import { join } from "node:path";
import { compileGrammar } from "./grammar.ts";
import type { BuiltFile } from "./write.ts";

/** Packages of which a file goes into the build as it is, by the path of that file. */
const PREBUILT = ["web-tree-sitter/web-tree-sitter.wasm", "tree-sitter-bash/tree-sitter-bash.wasm"];

/** The packages whose code these files are. */
export const PARSER_PACKAGES = ["web-tree-sitter", "tree-sitter-bash", "tree-sitter-nix"];

/**
 * The WebAssembly files beside the bundles. The grammar of Nix is compiled from `TREE_SITTER_NIX`, the directory of its sources, or from the
 * npm package; where that cannot be done `warn` gets one sentence, and findings will name files without lines.
 */
export function parserFiles(root: string, warn: (sentence: string) => void): BuiltFile[] {
  const out = (path: string) => join(root, "dist", path.slice(path.lastIndexOf("/") + 1));
  const files: BuiltFile[] = PREBUILT.map((path) => {
    return { path: out(path), contents: readFileSync(join(root, "node_modules", path)), executable: false };
  });
  const grammar = compileGrammar(
    process.env["TREE_SITTER_NIX"] ?? join(root, "node_modules/tree-sitter-nix"),
  );
  if ("problem" in grammar) {
    warn(`Going on without the parser of Nix: ${grammar.problem}. Findings will name files without lines.`);
    return files;
  }
  return [...files, { path: out("tree-sitter-nix.wasm"), contents: grammar.wasm, executable: false }];
}
