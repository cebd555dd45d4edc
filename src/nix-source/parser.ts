import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Node, Tree } from "web-tree-sitter";
import { LIMITS, overLimits, shown } from "../programs/parse-limits.ts";
import { OverLimits } from "./over-limits.ts";

export type Language = "nix" | "bash";

/** A parser of one language. Where a text is over the limits of src/programs/parse-limits.ts, {@link OverLimits} is thrown. */
export interface SourceParser {
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

/** What all trees together may take, in pages of 64 KiB: 256 MiB. A tree at the limits takes 10 MiB; error recovery, any amount. */
const MEMORY = { initial: 512, maximum: 4096 };

/** What TypeScript's library for Node.js leaves out. */
declare const WebAssembly: { Memory: new (pages: typeof MEMORY) => object };

const loaded = new Map<Language, Promise<SourceParser | NoParser>>();

/**
 * The parser of a language in this thread, loaded on first use. What parses text of others goes through src/parsing: a parser can
 * take all of the time, and can abort. The grammar of Nix is missing where the build had no compiler; then the answer is a
 * {@link NoParser}.
 */
export function parserOf(language: Language): Promise<SourceParser | NoParser> {
  const known = loaded.get(language) ?? load(language);
  loaded.set(language, known);
  return known;
}

/** The files of a language's parser, without loading them; `id` says which grammar it is, for caches. */
export function grammarOf(language: Language): { engine: string; grammar: string; id(): string } | NoParser {
  const engine = wasmFile("web-tree-sitter");
  const grammar = wasmFile(FILES[language]);
  if (engine === null || grammar === null) {
    const missing = `${engine === null ? "web-tree-sitter" : FILES[language]}.wasm`;
    return { problem: `${missing} is not in this build: it is made where clang and lld are installed` };
  }
  const id = () => createHash("sha256").update(readFileSync(grammar)).digest("base64url");
  return { engine, grammar, id };
}

async function load(language: Language): Promise<SourceParser | NoParser> {
  const files = grammarOf(language);
  if ("problem" in files) return files;
  const { Language: Grammar, Parser } = await import("web-tree-sitter");
  await (engine ??= Parser.init({
    locateFile: () => files.engine,
    wasmMemory: new WebAssembly.Memory(MEMORY),
  }));
  const parser = new Parser();
  parser.setLanguage(await Grammar.load(files.grammar));
  const open = (text: string) => {
    const over = overLimits(new TextEncoder().encode(text));
    if (over !== null) throw new OverLimits(over);
    const tree = parser.parse(text);
    if (tree === null) throw new Error(`${FILES[language]} gave no tree`);
    const deep = overNodes(tree);
    if (deep !== null) tree.delete();
    if (deep !== null) throw new OverLimits(deep);
    return { root: tree.rootNode, close: () => tree.delete() };
  };
  return {
    open,
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

let engine: Promise<void> | undefined;

/** Why a tree is not to be looked at; null: it may be. */
function overNodes(tree: Tree): string | null {
  const count = tree.rootNode.descendantCount;
  if (count > LIMITS.nodes) return `it has more than ${shown(LIMITS.nodes)} syntax nodes`;
  return count > LIMITS.depth && isDeeper(tree, LIMITS.depth)
    ? `it is nested more than ${shown(LIMITS.depth)} levels deep`
    : null;
}

function isDeeper(tree: Tree, most: number): boolean {
  const cursor = tree.walk();
  try {
    for (let depth = 0; ;) {
      if (cursor.gotoFirstChild()) {
        if (++depth > most) return true;
        continue;
      }
      while (!cursor.gotoNextSibling()) {
        if (!cursor.gotoParent()) return false;
        depth--;
      }
    }
  } finally {
    cursor.delete();
  }
}

/** Beside the bundle or above its chunks; from the sources, in the last build or in the package itself. */
function wasmFile(name: string): string | null {
  const file = `${name}.wasm`;
  const places = [file, `../${file}`, `../../dist/${file}`, `../../node_modules/${name}/${file}`];
  const paths = places.map((place) => fileURLToPath(new URL(place, import.meta.url)));
  return paths.find((path) => existsSync(path)) ?? null;
}
