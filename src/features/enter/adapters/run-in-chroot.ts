import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runAttached } from "../../../process/attached.ts";
import { requireProgram } from "../../../runner/programs.ts";
import { withScratch } from "../../../fs/scratch.ts";

/** How a command in a chroot ended; status null: it still ran when its time was over. */
export interface ChrootRun {
  status: number | null;
  /** What strace wrote; null: it was not asked for. */
  trace: string | null;
}

/** Starts bubblewrap with these arguments on our terminal, for so many seconds at most; under strace where that is wanted. */
export async function runInChroot(
  view: readonly string[],
  { seconds, strace, signal }: { seconds: number | undefined; strace: boolean; signal: AbortSignal },
): Promise<ChrootRun> {
  const bwrap = requireProgram("bwrap", "bubblewrap");
  const timeoutMs = seconds === undefined ? undefined : seconds * 1000;
  const options = { timeoutMs, signal, isBubblewrap: true };
  const args = ["--info-fd", "3", ...view];
  if (!strace) return { ...(await runAttached(bwrap, args, options)), trace: null };
  const tracer = requireProgram("strace", "strace");
  return withScratch(async (scratch) => {
    scratch.requireRoom();
    const log = join(scratch.path, "log");
    const traced = ["-f", "-qq", "-s", "4096", "-e", "trace=%file", "-o", log, "--", bwrap, ...args];
    const { status } = await runAttached(tracer, traced, options);
    // strace does not say that its log is cut off.
    scratch.requireRoom();
    return { status, trace: readFileSync(log, "utf8") };
  });
}
