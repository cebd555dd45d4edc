import { UsageError } from "../../../base/errors.ts";
import { ProcessError } from "../../../process/process-error.ts";
import { run, type RunOptions } from "../../../process/runner.ts";

/** What systemd and its journal say of a unit of this machine. */
export interface UnitReport {
  show: string;
  cat: string | null;
  journal: string;
}

/** Messages of the last runs; one that fails in a circle has many. */
const LAST = "500";

/** Asks the systemd of this machine. Throws UsageError where there is none, or no such unit. */
export async function readUnit(unit: string, signal?: AbortSignal): Promise<UnitReport> {
  const ask = (program: string, args: string[]) => run(program, args, asking(signal));
  try {
    const show = (await ask("systemctl", ["show", "--no-pager", "--", unit])).stdout;
    if (!/^LoadState=/m.test(show) || /^LoadState=not-found$/m.test(show))
      throw new UsageError(`this machine has no unit ${JSON.stringify(unit)}`, {
        hint: "systemctl list-units --failed lists those that failed",
      });
    const cat = await ask("systemctl", ["cat", "--no-pager", "--", unit]).then(
      ({ stdout }) => stdout,
      () => null,
    );
    return { show, cat, journal: (await ask("journalctl", matches(unit, show))).stdout };
  } catch (cause) {
    if (!(cause instanceof ProcessError) || cause.reason === "aborted") throw cause;
    throw new UsageError(`systemd of this machine does not answer: ${cause.message}`, {
      cause,
      hint: "for a unit of another machine: --show FILE --journal FILE, from systemctl show and journalctl -o json",
    });
  }
}

/**
 * A message of a process that ends at once may come without its unit, which journald reads off the process: `journalctl -u` leaves
 * out the very one that names the path (a mount that fails). systemd itself writes UNIT= and INVOCATION_ID=.
 */
function matches(unit: string, show: string): string[] {
  const invocation = /^InvocationID=(\w+)$/m.exec(show)?.[1];
  const options = ["--no-pager", "--boot", "--all", "--output=json", `--lines=${LAST}`];
  const ofUnit = ["_PID=1", `UNIT=${unit}`];
  return invocation === undefined
    ? [...options, ...ofUnit]
    : [
        ...options,
        `INVOCATION_ID=${invocation}`,
        "+",
        `_SYSTEMD_INVOCATION_ID=${invocation}`,
        "+",
        ...ofUnit,
      ];
}

/** Without colours and in words that we know. */
const asking = (signal?: AbortSignal): RunOptions => ({
  signal,
  timeoutMs: 30_000,
  env: { LC_ALL: "C.UTF-8", SYSTEMD_COLORS: "0", SYSTEMD_PAGER: "" },
});
