import { spawnSync, type SpawnSyncOptions } from "node:child_process";
import { fileURLToPath } from "node:url";

/** The project's directory, with a slash at the end. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

/** How a program ended, and what it printed. */
export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs a program to its end; throws only when it cannot be started. */
export function run(command: string, args: readonly string[], options: SpawnSyncOptions = {}): Ended {
  const ended = spawnSync(command, args, { cwd: root, ...options, encoding: "utf8" });
  if (ended.error !== undefined) throw ended.error;
  return { code: ended.status, stdout: ended.stdout, stderr: ended.stderr };
}

/** Runs a script of scripts/ as the npm scripts do. */
export function runScript(name: string, args: readonly string[], options: SpawnSyncOptions = {}): Ended {
  return run(
    process.execPath,
    ["--import", import.meta.resolve("tsx"), `${root}scripts/${name}`, ...args],
    options,
  );
}
