import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Node } from "web-tree-sitter";

/** A parser of one language. */
export interface SourceParser {
  /** Which grammar it is: its ABI and the size of its file, for caches. */
  readonly id: string;
  /** Parses a text and hands its tree to `use`, which must not keep any node: the tree is freed behind it. */
  parse<T>(text: string, use: (root: Node) => T): T;
  /** A tree to keep; the caller has to close it. */
  open(text: string): { root: Node; close(): void };
}

/** What there is no parser for, and why: one sentence. */
export interface NoParser {
  problem: string;
}

const FILES = { nix: "tree-sitter-nix", bash: "tree-sitter-bash" } as const;

const loaded = new Map<string, Promise<SourceParser | NoParser>>();

/**
 * The parser of a language, loaded on first use: nothing of WebAssembly is read before. The grammar of Nix is missing where the build
 * had no compiler; then the answer is a {@link NoParser}.
 */
export function parserOf(language: keyof typeof FILES): Promise<SourceParser | NoParser> {
  const known = loaded.get(language) ?? load(FILES[language]);
  loaded.set(language, known);
  return known;
}

async function load(name: string): Promise<SourceParser | NoParser> {
  const engine = wasmFile("web-tree-sitter");
  const grammar = wasmFile(name);
  if (engine === null || grammar === null) {
    const missing = `${engine === null ? "web-tree-sitter" : name}.wasm`;
    return { problem: `${missing} is not in this build: it is made where clang and lld are installed` };
  }
  const { Language, Parser } = await import("web-tree-sitter");
  await Parser.init({ locateFile: () => engine });
  const language = await Language.load(grammar);
  const parser = new Parser();
  parser.setLanguage(language);
  const open = (text: string) => {
    const tree = parser.parse(text);
    if (tree === null) throw new Error(`${name} gave no tree`);
    return { root: tree.rootNode, close: () => tree.delete() };
  };
  return {
    open,
    id: `${name}-${language.abiVersion}-${language.nodeTypeCount}-${language.stateCount}`,
    parse(text, use) {
      const { root, close } = open(text);
      try {
        return use(root);
      } finally {
        close();
      }
    },
  };
}

/** Beside the bundle or above its chunks; from the sources, in the last build or in the package itself. */
function wasmFile(name: string): string | null {
  const file = `${name}.wasm`;
  const places = [file, `../${file}`, `../../dist/${file}`, `../../node_modules/${name}/${file}`];
  const paths = places.map((place) => fileURLToPath(new URL(place, import.meta.url)));
  return paths.find((path) => existsSync(path)) ?? null;
}
