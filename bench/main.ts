/**
 * `npm run bench -- [--write] [--tiny] [NAME…]`: runs benchmarks, all without a name, and prints their tables as Markdown.
 * With --write they replace those in docs/performance.md. --tiny only shows that they work.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { root } from "../tests/support/run.ts";
import { replaceBlock } from "./support/document.ts";
import { machine, must } from "./support/programs.ts";
import type { Scale } from "./support/scale.ts";

const BENCHMARKS: Record<string, () => Promise<{ run(scale: Scale): string | Promise<string> }>> = {
  start: () => import("./start.ts"),
  generation: () => import("./generation.ts"),
  commands: () => import("./commands.ts"),
  growth: () => import("./growth.ts"),
  evaluation: () => import("./evaluation.ts"),
  mounts: () => import("./mounts.ts"),
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { write: { type: "boolean", default: false }, tiny: { type: "boolean", default: false } },
});
const unknown = positionals.find((name) => !Object.hasOwn(BENCHMARKS, name));
if (unknown !== undefined)
  throw new Error(`no benchmark ${unknown}; there are ${Object.keys(BENCHMARKS).join(", ")}`);
const names = positionals.length === 0 ? Object.keys(BENCHMARKS) : positionals;

const document = join(root, "docs/performance.md");
for (const name of names) {
  const where = machine();
  const { run } = await BENCHMARKS[name]!();
  const tables = await run(values.tiny ? "tiny" : "full");
  const block = `${tables.trim()}\n\n_${where}_`;
  process.stdout.write(`## ${name}\n\n${block}\n\n`);
  if (values.write) {
    writeFileSync(document, replaceBlock(readFileSync(document, "utf8"), name, block));
    must(process.execPath, [join(root, "node_modules/.bin/oxfmt"), document]);
  }
}
