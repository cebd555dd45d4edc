import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const IMPORT = /(?:from |import\()"(\.[^"]+)"/g;

/** `import data from "./data.json";`, which users would need an option of their compiler for. */
const JSON_IMPORT = /^import (\w+) from "(\.[^"]+\.json)";$/gm;

/**
 * Leaves of the declarations in `directory` those that `entry` reaches. JSON that they import from beside the sources in `sources` is
 * written into them: its text is its own type.
 */
export function finishTypes(directory: string, entry: string, sources: string): void {
  const reached = new Set<string>();
  const pending = [entry];
  for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
    if (reached.has(file)) continue;
    reached.add(file);
    const from = dirname(file);
    const text = readFileSync(join(directory, file), "utf8").replace(
      JSON_IMPORT,
      (_, name: string, path: string) => {
        const value: unknown = JSON.parse(readFileSync(join(sources, from, path), "utf8"));
        return `declare const ${name}: ${JSON.stringify(value)};`;
      },
    );
    writeFileSync(join(directory, file), text);
    for (const [, path] of text.matchAll(IMPORT)) pending.push(join(from, path!.replace(/\.ts$/, ".d.ts")));
  }
  for (const name of readdirSync(directory, { recursive: true, encoding: "utf8" }))
    if (name.endsWith(".d.ts") && !reached.has(name)) rmSync(join(directory, name));
}
