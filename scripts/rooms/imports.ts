import { readFileSync } from "node:fs";
import { posix } from "node:path";
import fastGlob from "fast-glob";
import { parseSync } from "oxc-parser";

/** One file that names another, both from the root of the repository. */
export interface Arrow {
  from: string;
  /** The file named, or a package or `node:` module as it is written. */
  to: string;
  /** As it is written. */
  specifier: string;
  /** Whether `to` is a file of this repository. */
  relative: boolean;
  kind: "static" | "dynamic" | "worker";
}

/** Every import of the TypeScript files below src/, types included. */
export function importGraph(root: string): Arrow[] {
  return fastGlob
    .sync("src/**/*.ts", { cwd: root })
    .flatMap((file) => importsOf(file, readFileSync(`${root}/${file}`, "utf8")));
}

/** The imports of one file: static ones, re-exports, `import()` and `new URL(…, import.meta.url)`, which workers are started from. */
export function importsOf(from: string, text: string): Arrow[] {
  const { module, errors } = parseSync(from, text);
  if (errors.length > 0) throw new Error(`${from}: ${errors[0]?.message}`);
  const arrow = (specifier: string, kind: Arrow["kind"]): Arrow => {
    const relative = specifier.startsWith(".");
    return {
      from,
      specifier,
      relative,
      kind,
      to: relative ? posix.join(posix.dirname(from), specifier) : specifier,
    };
  };
  const reExported = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ moduleRequest }) => (moduleRequest === null ? [] : [moduleRequest.value])),
  );
  const dynamic = module.dynamicImports.map(({ moduleRequest: { start, end } }) => text.slice(start, end));
  const urls = [...text.matchAll(/new URL\(\s*("[^"\n]*"|'[^'\n]*')\s*,\s*import\.meta\.url/g)].map(
    ([, quoted]) => quoted ?? "",
  );
  return [
    ...module.staticImports.map(({ moduleRequest }) => arrow(moduleRequest.value, "static")),
    ...[...new Set(reExported)].map((specifier) => arrow(specifier, "static")),
    ...dynamic.map((written) => arrow(literal(from, written), "dynamic")),
    ...urls
      .filter((written) => written.endsWith('.ts"'))
      .map((written) => arrow(literal(from, written), "worker")),
  ];
}

function literal(from: string, written: string): string {
  const [, text] = /^["']([^"']*)["']$/.exec(written) ?? [];
  if (text === undefined)
    throw new Error(`${from}: import(${written}) computes what it loads, so nobody can check it`);
  return text;
}
