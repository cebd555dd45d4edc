import { transform, type BuildOptions, type OutputFile } from "esbuild";
import type { BuiltFile } from "./write.ts";

/** The program of the thread that parses, which src/parsing/client.ts looks for beside the bundle. */
export const PARSE_WORKER = { "parse-worker": "src/parsing/main.ts" };

/**
 * Bundled as split modules, since esbuild splits nothing else, and then turned into CommonJS (`commonJs`), which Node loads in
 * half the time. Split, so that `--version` loads none of the rest, and a command only its own.
 */
export const SPLIT = {
  format: "esm",
  splitting: true,
  chunkNames: "chunks/[name]-[hash]",
  outExtension: { ".js": ".cjs" },
  alias: {
    "string-width": "./scripts/build/string-width.ts",
    "web-tree-sitter": "./scripts/build/web-tree-sitter.ts",
  },
} satisfies BuildOptions;

/** What modules have as `import.meta.url`. */
const OWN_URL = 'const $url = require("node:url").pathToFileURL(__filename).href;';

/** One file of a bundle made with SPLIT, as CommonJS. */
export async function commonJs({ path, text }: OutputFile): Promise<Pick<BuiltFile, "path" | "contents">> {
  const { code } = await transform(text, {
    format: "cjs",
    platform: "node",
    target: "node20",
    charset: "utf8",
    minifySyntax: true,
    minifyWhitespace: true,
    // `import()` goes through the loader of modules, also to CommonJS.
    supported: { "dynamic-import": false },
    define: { "import.meta.url": "$url" },
    banner: text.includes("import.meta.url") ? OWN_URL : "",
  });
  return { path, contents: code };
}
