import { shellQuote } from "../../process/display.ts";
import { NixError } from "./errors.ts";
import { stripAnsi } from "./parse.ts";
import type { Nix } from "../nix.ts";

/** How many lines of a failed build's log are kept. */
const LOG_LINES = 50;

/** The first is the build that failed; those after it failed because of it. */
const FAILED_BUILDS = [
  /builder for '(?<drv>[^']+\.drv)' (?<reason>failed .+)/,
  /Cannot build '(?<drv>[^']+\.drv)'\.\s+Reason: (?!\d+ dependenc)(?<reason>.+)/,
];

const UNKNOWN_PATHS = /don't know how to build these paths:\n((?: +\/.+\n?)+)/;

/**
 * Runs a command that builds, as evaluations can. Where it fails, the NixError names the derivation and has the end of its log, or names the
 * paths that are neither in the store nor substitutable.
 */
export async function withBuildFailures<T>(nix: Nix, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof NixError && error.process?.reason === "exit" && error.known === null)
      throw await explain(nix, error, error.process.stderr);
    throw error;
  }
}

async function explain(nix: Nix, error: NixError, stderr: string): Promise<NixError> {
  const build = FAILED_BUILDS.map((pattern) => pattern.exec(stderr)?.groups).find(
    (groups) => groups !== undefined,
  );
  if (build !== undefined) {
    const { drv = "", reason = "" } = build;
    const status = /exit code (\d+)/.exec(reason)?.[1];
    return new NixError(
      `${drv} does not build: ${reason.replace(/^failed/, "builder failed").replace(/[.;]$/, "")}`,
      {
        hint: `its whole log: nix-store --read-log ${shellQuote(drv)}`,
        derivation: drv,
        builderStatus: status === undefined ? null : Number(status),
        log: await logOf(nix, drv),
        process: error.process,
      },
    );
  }
  const unknown = UNKNOWN_PATHS.exec(stderr)?.[1]?.trim().split(/\s+/);
  if (unknown === undefined) return error;
  return new NixError(`not in the store, and not substitutable: ${unknown.join(", ")}`, {
    hint: "it may have been removed as garbage after the evaluation; evaluate again",
    process: error.process,
  });
}

/** A build that never started, or ran on another machine, has no log. */
async function logOf(nix: Nix, drv: string): Promise<string[]> {
  try {
    const { stdout } = await nix.tool("nix-store", ["--read-log", drv], { strict: false });
    return stripAnsi(stdout).trimEnd().split("\n").slice(-LOG_LINES);
  } catch (error) {
    if (error instanceof NixError && error.process?.reason === "exit") return [];
    throw error;
  }
}
