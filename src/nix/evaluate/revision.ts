import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { UsageError } from "../../base/errors.ts";
import { ProcessError } from "../../process/process-error.ts";
import { run, type Run } from "../../process/runner.ts";

/**
 * A flake reference at one revision. Of a local Git checkout the revision may be anything that Git knows (`HEAD~1`, a branch);
 * of `github:` and its like, what the host knows. Throws UsageError where there is no such revision.
 */
export async function atRevision(
  reference: string,
  revision: string,
  cwd: string,
  runner: Run = run,
): Promise<string> {
  const hosted = /^((?:github|gitlab|sourcehut):[^/?#]+\/[^/?#]+)(?:\/[^?#]+)?(\?.*)?$/.exec(reference);
  if (hosted !== null) return `${hosted[1]}/${encodeURIComponent(revision)}${hosted[2] ?? ""}`;
  const local = /^(?:path:|git\+file:(?:\/\/)?)?((?:\.|\/)[^?#]*)(?:\?(.*))?$/.exec(reference);
  if (local === null) {
    return `${reference}${reference.includes("?") ? "&" : "?"}rev=${encodeURIComponent(revision)}`;
  }
  const directory = resolve(cwd, local[1]!, new URLSearchParams(local[2] ?? "").get("dir") ?? "");
  if (!existsSync(directory)) throw new UsageError(`there is no directory ${directory}`);
  const git = async (...args: string[]) => {
    const { stdout } = await runner("git", ["-C", directory, ...args]);
    return stdout.trimEnd();
  };
  try {
    // A revision that begins with a dash would be an option.
    const commit = await git("rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`);
    const below = (await git("rev-parse", "--show-prefix")).replace(/\/$/, "");
    const top = await git("rev-parse", "--show-toplevel");
    const query = below === "" ? "" : `dir=${encodeURIComponent(below).replaceAll("%2F", "/")}&`;
    return `git+file://${top.split("/").map(encodeURIComponent).join("/")}?${query}rev=${commit}`;
  } catch (cause) {
    if (!(cause instanceof ProcessError)) throw cause;
    const problem =
      cause.reason === "missing"
        ? "git is missing, which --rev needs here"
        : `there is no revision ${JSON.stringify(revision)} of ${directory}`;
    throw new UsageError(problem, { cause, hint: "name a commit, a tag or a branch of a Git checkout" });
  }
}
