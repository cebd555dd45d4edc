import type { Run, RunOptions, RunResult } from "./runner.ts";
import type { NixVersion } from "./version.ts";

/** What every command of Nix is run with. */
export interface NixSettings {
  /** The `nix` program: a path, or a name that is looked up on PATH. Default: `CONFINED_UNITS_NIX`, else `nix`. */
  binary?: string;
  /** Passed as `--option NAME VALUE`. */
  options?: readonly (readonly [string, string])[];
  offline?: boolean;
  /** Passed as `--override-input NAME REF` wherever a flake is evaluated. */
  overrideInputs?: readonly (readonly [string, string])[];
  showTrace?: boolean;
  cwd?: string;
  /** Added to our own environment. */
  env?: Record<string, string | undefined>;
  /** Stops whatever runs. */
  signal?: AbortSignal;
  onStderrLine?: (line: string) => void;
  /** Starts the programs; for tests. */
  runner?: Run;
}

export type NixTool = "nix-store" | "nix-build" | "nix-instantiate";

/** One Nix, with the arguments that all its commands share. */
export interface Nix {
  readonly settings: NixSettings;
  /** The version, asked for once. Throws where Nix is missing or too old. */
  version(): Promise<NixVersion>;
  /** Runs `nix COMMAND ARGS…`. Throws NixError. */
  command(command: string, args: readonly string[], options?: RunOptions): Promise<RunResult>;
  /** Runs one of the older programs, which lie beside `nix`. Throws NixError. */
  tool(tool: NixTool, args: readonly string[], options?: RunOptions): Promise<RunResult>;
}

/** Describes a Nix; nothing is started or looked up yet. */
export function createNix(settings: NixSettings = {}): Nix {
  throw new Error(String(settings.binary));
}
