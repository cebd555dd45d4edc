import { accessSync, constants, realpathSync, statSync } from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";
import { NixError } from "./errors.ts";

/** How to install Nix. */
const INSTALL_HINT =
  "install it (Debian and Ubuntu: apt-get install nix-bin; elsewhere: https://nixos.org/download), or name one with CONFINED_UNITS_NIX=/path/to/nix";

/** The `nix` program that a name or path stands for. Throws NixError with a hint where there is none. */
export function findNix(name: string, env: NodeJS.ProcessEnv, cwd: string): string {
  const found = name.includes("/") ? existing(resolve(cwd, name)) : onPath(name, env, cwd);
  if (found === null)
    throw new NixError(`Nix is missing: there is no program ${JSON.stringify(name)}`, { hint: INSTALL_HINT });
  return found;
}

/**
 * One of Nix's older programs: from the directory where `nix` lies, from the directory of the program it links to, else from PATH.
 * Throws NixError where it is in none.
 */
export function findTool(nix: string, tool: string, env: NodeJS.ProcessEnv, cwd: string): string {
  const found =
    existing(join(dirname(nix), tool)) ??
    existing(join(dirname(realpathSync(nix)), tool)) ??
    onPath(tool, env, cwd);
  if (found === null)
    throw new NixError(`Nix is incomplete: there is no ${tool} beside ${nix}`, { hint: INSTALL_HINT });
  return found;
}

function onPath(name: string, env: NodeJS.ProcessEnv, cwd: string): string | null {
  for (const directory of (env["PATH"] ?? "").split(delimiter)) {
    const found = existing(resolve(cwd, directory, name));
    if (found !== null) return found;
  }
  return null;
}

function existing(path: string): string | null {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile() ? path : null;
  } catch {
    return null;
  }
}
