/** How a service ended. */
export interface Outcome {
  works: boolean;
  /** `works`, or why not: an exit status such as `203/EXEC`, or what systemd says, such as `timeout`. */
  status: string;
  /** The last lines of its journal. */
  journal: string[];
}

/** The outcomes by unit, from `systemctl show` and `journalctl -o json`. */
export function outcomesOf(show: string, journal: string): Map<string, Outcome> {
  const messages = messagesByUnit(journal);
  return new Map(
    show
      .split(/\n\n+/)
      .filter((block) => block.includes("Id="))
      .map((block) => {
        const of = Object.fromEntries(
          block
            .split("\n")
            .map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
        ) as Record<string, string>;
        const lines = messages.get(of["Id"]!) ?? [];
        return [
          of["Id"]!,
          { works: of["ActiveState"] === "active", status: statusOf(of, lines), journal: lines },
        ];
      }),
  );
}

function statusOf(of: Readonly<Record<string, string>>, lines: readonly string[]): string {
  if (of["LoadState"] !== "loaded") return of["LoadState"]!;
  if (of["ActiveState"] === "active") return "works";
  const { ActiveState, Result } = of;
  // A command that a condition stands for is none that fails.
  if (Result === "success" || Result === "exec-condition")
    return ActiveState === "inactive" ? "skipped" : ActiveState!;
  if (Result !== "exit-code") return Result!;
  const ended = lines.map((line) => /process.* code=\w+, status=(\S+)/.exec(line)?.[1]);
  // systemd names the statuses below 200, too, by what a few programs mean with them.
  return ended.findLast((each) => each !== undefined)?.replace(/^(\d{1,2}|1\d\d)\/.*/, "$1") ?? Result;
}

function messagesByUnit(journal: string): Map<string, string[]> {
  const byUnit = new Map<string, string[]>();
  for (const line of journal.split("\n")) {
    if (line === "") continue;
    const { UNIT, _SYSTEMD_UNIT, MESSAGE } = JSON.parse(line) as Record<string, unknown>;
    const unit = typeof UNIT === "string" ? UNIT : _SYSTEMD_UNIT;
    if (typeof unit !== "string" || typeof MESSAGE !== "string") continue;
    if (/^(Starting|Finished|Failed to start) |Failed with result/.test(MESSAGE)) continue;
    byUnit.set(unit, [...(byUnit.get(unit) ?? []), MESSAGE]);
  }
  return byUnit;
}
