import { realpathSync } from "node:fs";
import { homedir } from "node:os";
import { resolve } from "node:path";
import { UsageError } from "../../../base/errors.ts";
import type { Io } from "../../../cli/io.ts";

/**
 * The directory that `--out` names, absolute, with its symlinks resolved where it is there. Throws UsageError where it could not be
 * replaced whole without removing a directory that a process works in.
 */
export function outDirectory(out: string, { cwd, env }: Pick<Io, "cwd" | "env">): string {
  if (out === "")
    throw new UsageError("--out names no directory: it is empty", {
      hint: "name a new one, such as --out drop-ins",
    });
  const directory = real(resolve(cwd, out));
  for (const [place, what] of [
    [cwd, "the current directory"],
    [env["HOME"] || homedir(), "your home directory"],
  ] as const) {
    const inside = real(resolve(cwd, place));
    if (inside !== directory && !inside.startsWith(directory === "/" ? "/" : `${directory}/`)) continue;
    throw new UsageError(
      `--out names ${directory}, which ${inside === directory ? "is" : "holds"} ${what}; it would be replaced as a whole`,
      { hint: "use a separate directory, such as --out drop-ins" },
    );
  }
  return directory;
}

/** Where it cannot be resolved, the path itself: it is not there, or writing to it fails with the reason. */
function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
