import { findNix } from "./locate.ts";
import { run, type RunResult } from "./runner.ts";

const asked = new Map<string, Promise<RunResult>>();

/**
 * Asks the Nix that the environment names for its version, before anybody needs it: the answer comes while the command line
 * is still being loaded. What goes wrong here is told by whoever asks again.
 */
export function askVersionEarly(env: NodeJS.ProcessEnv, cwd: string): void {
  try {
    const binary = findNix(env["CONFINED_UNITS_NIX"] || "nix", env, cwd);
    const answer = run(binary, ["--version"]);
    answer.catch(() => asked.delete(binary));
    asked.set(binary, answer);
  } catch {
    // There is no Nix; a command that needs one says so.
  }
}

/** The answer that is on its way from this program, if it was asked. */
export function earlyAnswer(binary: string): Promise<RunResult> | undefined {
  return asked.get(binary);
}
