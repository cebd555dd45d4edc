import { readVerifyOutput } from "../../../systemd/verify-output.ts";
import { ProcessError } from "../../../process/process-error.ts";
import { run } from "../../../process/runner.ts";
import { withScratch } from "../../../fs/scratch.ts";

/** What systemd says of a line of a unit. */
interface UnitComplaint {
  /** The index of the text. */
  unit: number;
  /** From 1. */
  line: number;
  message: string;
}

export interface Verified {
  /** Of systemd, such as `252`. */
  version: string;
  complaints: UnitComplaint[];
}

/** Long enough for thousands of units; a systemd that hangs stops no audit. */
const TIMEOUT_MS = 60_000;

/**
 * Has `systemd-analyze verify` read the texts of service units, all in one call, without the machine's own units. Null where there
 * is no systemd-analyze, or one that is too old (before 250) to read units that are not installed. Throws UsageError where there is no
 * temporary directory for the units.
 * `signal` stops it.
 */
export async function verifyUnits(
  texts: readonly { text: string; isTemplate: boolean }[],
  signal?: AbortSignal,
): Promise<Verified | null> {
  if (texts.length === 0) return null;
  try {
    const version = /^systemd (\d+)/.exec(
      (await run("systemd-analyze", ["--version"], { signal })).stdout,
    )?.[1];
    if (version === undefined || Number(version) < 250) return null;
    return await withScratch(async (scratch) => {
      // Names of services may be none that systemd takes, and need not be the same.
      const files = texts.map(({ text, isTemplate }, index) =>
        scratch.write(`unit${index}${isTemplate ? "@" : ""}.service`, text),
      );
      const said = await run(
        "systemd-analyze",
        ["verify", "--recursive-errors=yes", "--man=no", "--generators=no", ...files],
        {
          env: { SYSTEMD_UNIT_PATH: scratch.path, SYSTEMD_LOG_LEVEL: "warning", LC_ALL: "C" },
          timeoutMs: TIMEOUT_MS,
          signal,
        },
      ).catch(failed);
      return { version, complaints: said === null ? [] : complaintsIn(said.stderr, scratch.path) };
    });
  } catch (error) {
    // Not here, or not to be started.
    if (error instanceof ProcessError && error.reason !== "aborted") return null;
    throw error;
  }
}

/** It fails where it found something, and then what it found is what counts. */
function failed(error: unknown): { stderr: string } | null {
  if (error instanceof ProcessError && error.reason === "exit") return error;
  if (error instanceof ProcessError && error.reason === "timeout") return null;
  throw error;
}

function complaintsIn(stderr: string, directory: string): UnitComplaint[] {
  return readVerifyOutput(stderr, directory).flatMap(({ file, line, message }) => {
    const [, unit] = /^unit(\d+)@?\.service$/.exec(file) ?? [];
    return unit === undefined ? [] : [{ unit: Number(unit), line, message }];
  });
}
