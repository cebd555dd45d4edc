import { explainKnownError } from "./errors/known.ts";
import { ConfinedUnitsError } from "../base/errors.ts";
import { NixError, isCausedByInput } from "./errors/errors.ts";
import { readNixError } from "./errors/parse.ts";
import { keepVersion, recallVersion } from "./known-version.ts";
import { plainLog, readLogLine, type NixEvent } from "./log/internal-json.ts";
import { findNix, findTool } from "./errors/locate.ts";
import { ProcessError } from "../process/process-error.ts";
import { run, type Run, type RunOptions, type RunResult } from "../process/runner.ts";
import { temporaryProblem } from "../fs/scratch.ts";
import { parseNixVersion, requireSupported, type NixVersion } from "./version.ts";
import { sentenceOf } from "../process/kept-lines.ts";

/** What every command of Nix is run with. */
export interface NixSettings {
  /** The `nix` program: a path, or a name that is looked up on PATH. Default: `CONFINED_UNITS_NIX`, else `nix`. */
  binary?: string | undefined;
  /** Passed as `--option NAME VALUE`. */
  options?: readonly (readonly [string, string])[] | undefined;
  offline?: boolean | undefined;
  /** Passed as `--override-input NAME REF` wherever a flake is evaluated. */
  overrideInputs?: readonly (readonly [string, string])[] | undefined;
  showTrace?: boolean | undefined;
  /** Where the program's version is kept from run to run; without it, it is asked each time. */
  cacheDir?: string | undefined;
  cwd?: string | undefined;
  /** Added to our own environment. */
  env?: Readonly<Record<string, string | undefined>> | undefined;
  /** Stops whatever runs. */
  signal?: AbortSignal | undefined;
  /** Called with what Nix does and says while it runs; without it, Nix is not asked for events. */
  onEvent?: ((event: NixEvent) => void) | undefined;
  /** Called with each command before it is run. */
  onCommand?: ((command: string, args: readonly string[]) => void) | undefined;
  /** Starts the programs; for tests. */
  runner?: Run | undefined;
}

type NixTool = "nix-store" | "nix-build" | "nix-instantiate";

/** One Nix, with the arguments that all its commands share. */
export interface Nix {
  readonly settings: NixSettings;
  /** The version, asked for once, or not at all where `cacheDir` has it. Throws where Nix is missing or too old. */
  version(): Promise<NixVersion>;
  /** The version as the program itself gives it now. Throws the same. */
  askedVersion(): Promise<NixVersion>;
  /**
   * Does what depends on the version. Where that fails with a version from `cacheDir`, the program is asked, and it is done once more if
   * the version is another.
   */
  byVersion<T>(act: (version: NixVersion) => Promise<T>): Promise<T>;
  /** Runs `nix COMMAND ARGS…`. Throws NixError. */
  command(command: string, args: readonly string[], options?: RunOptions): Promise<RunResult>;
  /** Runs one of the older programs, which lie beside `nix`. Throws NixError. */
  tool(tool: NixTool, args: readonly string[], options?: RunOptions): Promise<RunResult>;
}

/** Describes a Nix; nothing is started or looked up yet. */
export function createNix(settings: NixSettings = {}): Nix {
  const env = { ...process.env, ...settings.env };
  const cwd = settings.cwd ?? process.cwd();
  const binary = once(() => findNix(settings.binary ?? (env["CONFINED_UNITS_NIX"] || "nix"), env, cwd));
  const tools = new Map<NixTool, string>();
  const { options = [], offline = false, showTrace = false, onEvent } = settings;
  const shared = [
    ...(onEvent === undefined ? [] : ["--log-format", "internal-json"]),
    ...options.flatMap(([name, value]) => ["--option", name, value]),
    ...(showTrace ? ["--show-trace"] : []),
  ];
  // The older programs do not know --offline.
  const sharedByCommands = [
    "--extra-experimental-features",
    "nix-command flakes",
    ...shared,
    ...(offline ? ["--offline"] : []),
  ];
  const sharedByTools = [...shared, ...(offline ? ["--option", "substitute", "false"] : [])];

  const start = (program: string, args: string[], own: RunOptions = {}) => {
    const { signal, runner = run } = settings;
    settings.onCommand?.(program, args);
    const onStderrLine = onEvent === undefined ? undefined : (line: string) => onEvent(readLogLine(line));
    return runner(program, args, {
      cwd: settings.cwd,
      env: settings.env,
      signal,
      onStderrLine,
      strict: true,
      ...own,
    }).catch(rethrowAsNixError);
  };
  const askedVersion = once(async () => {
    const { stdout } = await start(binary(), ["--version"]);
    const found = parseNixVersion(stdout);
    requireSupported(found);
    if (settings.cacheDir !== undefined) keepVersion(binary(), settings.cacheDir, stdout);
    return found;
  });
  const recalled = once(() =>
    settings.cacheDir === undefined ? null : recallVersion(binary(), settings.cacheDir),
  );
  let isAsked = false;
  const version = async () => (isAsked ? null : recalled()) ?? askedVersion();
  const byVersion: Nix["byVersion"] = async (act) => {
    const known = await version();
    try {
      return await act(known);
    } catch (error) {
      const mayBeWrong =
        known === recalled() && error instanceof ConfinedUnitsError && isCausedByInput(error);
      if (!mayBeWrong || settings.signal?.aborted === true) throw error;
      isAsked = true;
      const asked = await askedVersion();
      if (asked.text === known.text && asked.implementation === known.implementation) throw error;
      return act(asked);
    }
  };
  return {
    settings,
    version,
    askedVersion,
    byVersion,
    command: async (command, args, own) => {
      await version();
      return start(binary(), [command, ...sharedByCommands, ...args], own);
    },
    tool: async (tool, args, own) => {
      await version();
      const program = tools.get(tool) ?? findTool(binary(), tool, env, cwd);
      tools.set(tool, program);
      return start(program, [...sharedByTools, ...args], own);
    },
  };
}

/** A program that ran and failed has its reason on stderr; one that was stopped or not found is described by how it ended. */
async function rethrowAsNixError(error: unknown): Promise<never> {
  if (!(error instanceof ProcessError)) throw error;
  const ended = error.withStderr(plainLog(error.stderr));
  const details = { process: ended };
  if (error.reason !== "exit") throw new NixError(error.message, { ...details, hint: hintOf(error) });
  // Nix uses it as we do, and does not say what it is.
  const temporary = await temporaryProblem(ended.stderr);
  if (temporary !== null) throw temporary;
  const { lines, ...explanation } = readNixError(ended.stderr);
  const { sentence, ...rest } = explainKnownError(explanation, lines);
  const hasMessage = /^error:/m.test(ended.stderr);
  const message = sentence === "" ? error.message : sentenceOf(sentence);
  throw new NixError(message, { ...details, hasMessage, ...rest });
}

/** The kernel ends what takes too much memory. */
function hintOf({ signal, reason }: ProcessError): string | undefined {
  return reason === "signal" && signal === "SIGKILL"
    ? "the memory may not have been enough: --eval-jobs 1 takes less, as do fewer hosts with --host"
    : undefined;
}

/** Makes a value when it is first asked for. */
export function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
