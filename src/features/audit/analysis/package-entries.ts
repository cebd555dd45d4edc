import type { Unit } from "../../../service/unit.ts";
import { EXEC_OPTIONS, stringsOf } from "../../../systemd/lines.ts";

/** The entries of `confinement.packages` that somebody wrote; confinement itself adds the shell, the Exec lines and the unit. */
export function packageEntries({ packages, binSh, fullUnit, config }: Unit): string[] {
  const lines = new Set(EXEC_OPTIONS.flatMap((name) => stringsOf(config[name])));
  return packages.filter(
    (entry) => entry !== binSh && !lines.has(entry) && !(fullUnit && entry.startsWith("{")),
  );
}
