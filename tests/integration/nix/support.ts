import { mkdtempSync, mkdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createNix, type Nix, type NixSettings } from "../../../src/nix/nix.ts";
import { run, type Run } from "../../../src/process/runner.ts";

/** Enough for Nix to run as root without its build users, and without a network. */
const NIX_CONFIG = [
  "experimental-features = nix-command flakes",
  "substituters =",
  "sandbox = false",
  "build-users-group =",
].join("\n");

/** A Nix for tests, and the commands that it ran. */
export function testNix(settings: NixSettings = {}): { nix: Nix; commands: string[][] } {
  const commands: string[][] = [];
  const counted: Run = (command, args, options) => {
    commands.push([command, ...args]);
    return run(command, args, options);
  };
  return { commands, nix: createNix({ env: { NIX_CONFIG }, runner: counted, ...settings }) };
}

/** How many evaluations were run. */
export function evaluations(commands: readonly string[][]): number {
  return commands.filter(([, command]) => command === "eval").length;
}

const directories: string[] = [];
process.on("exit", () =>
  directories.forEach((directory) => rmSync(directory, { recursive: true, force: true })),
);

/** A directory with these files, removed at the end. */
export function directoryWith(files: Record<string, string>): string {
  const directory = mkdtempSync(join(realpathSync(tmpdir()), "confined-units-test-"));
  directories.push(directory);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), text);
  }
  return directory;
}

/** What `action` throws, which must be of this class. */
export async function thrownBy<E extends Error>(
  kind: abstract new (...args: never[]) => E,
  action: () => Promise<unknown> | unknown,
): Promise<E> {
  try {
    await action();
  } catch (error) {
    if (error instanceof kind) return error;
    throw error;
  }
  throw new Error(`expected ${kind.name}, nothing was thrown`);
}
