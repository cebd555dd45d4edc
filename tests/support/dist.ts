import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { root, runScript } from "./run.ts";

/** A file of dist/, made first where it is missing or older than a source: a stale one would test what was. */
export function bundled(name: string): string {
  const file = join(root, "dist", name);
  if (!existsSync(file) || statSync(file).mtimeMs < newestSource()) {
    const { code, stderr } = runScript("build.ts", []);
    if (code !== 0) throw new Error(`scripts/build.ts failed:\n${stderr}`);
    if (!existsSync(file)) throw new Error(`scripts/build.ts makes no dist/${name}`);
  }
  return file;
}

function newestSource(): number {
  const sources = readdirSync(join(root, "src"), { recursive: true, withFileTypes: true });
  return Math.max(
    ...sources
      .filter((entry) => entry.isFile())
      .map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs),
  );
}
