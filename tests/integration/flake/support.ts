import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { root } from "../../support/run.ts";

/** What the flake is made of. */
const PARTS = [
  "flake.nix",
  "flake.lock",
  "package.json",
  "package-lock.json",
  ".npmrc",
  "nix",
  "examples",
  "src",
];

/** A directory of its own, removed when the process ends. */
export function scratchDirectory(name: string): string {
  const directory = mkdtempSync(join(realpathSync(tmpdir()), `confined-units-${name}-`));
  process.once("exit", () => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** A copy of the flake: Nix copies a `path:` flake as a whole, which here would be all packages of npm, too. */
export function flakeCopy(): string {
  const copy = join(scratchDirectory("flake"), "confined-units");
  for (const part of PARTS) {
    mkdirSync(dirname(join(copy, part)), { recursive: true });
    cpSync(join(root, part), join(copy, part), { recursive: true });
  }
  return copy;
}
