import type { Said } from "../../systemd/journal.ts";
import { commandRuns } from "../../systemd/show.ts";

/** How the last run of a unit ended. */
export interface Ending {
  /** `Result` of the unit, or what the journal says where nothing was run: `assert`, `dependency`. */
  result: string;
  /** The option whose command ended it; null: no command did. */
  option: string | null;
  program: string | null;
  /** The exit status, or the number of the signal; null: nothing ran. */
  status: number | null;
  /** The signal's name, such as SEGV. */
  signal: string | null;
}

/** Null where the unit has not failed. */
export function endingOf(show: ReadonlyMap<string, string[]>, said: Said): Ending | null {
  const failed = commandRuns(show).filter(
    ({ code, status }) => (code === "exited" && status !== 0) || code === "killed" || code === "dumped",
  );
  const mainStatus = Number(show.get("ExecMainStatus")?.[0] ?? 0);
  const isMain = (option: string) => option === "ExecStart";
  // Commands that only clean up fail after what they clean up.
  const run = failed.find(({ option }) => isMain(option) && mainStatus !== 0) ?? failed[0];
  const shown = show.get("Result")?.[0] ?? "success";
  const unrun = said.clues.find(({ kind }) => kind === "assert" || kind === "dependency");
  const result = shown === "success" && unrun !== undefined ? unrun.kind : shown;
  if (result === "success") return null;
  return {
    result,
    option: run?.option ?? null,
    program: run?.program ?? null,
    status: run?.status ?? (mainStatus === 0 ? null : mainStatus),
    signal: run?.signal ?? null,
  };
}
