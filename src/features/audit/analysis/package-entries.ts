import type { ServiceFacts } from "../../../service/facts.ts";
import { EXEC_OPTIONS, stringsOf } from "../../../systemd/lines.ts";

/** The entries of `confinement.packages` that somebody wrote; confinement itself adds the shell, the Exec lines and the unit. */
export function packageEntries({ service, config }: ServiceFacts): string[] {
  const { packages, binSh, fullUnit } = service.confinement;
  const lines = new Set(EXEC_OPTIONS.flatMap((name) => stringsOf(config[name])));
  return packages.filter(
    (entry) => entry !== binSh && !lines.has(entry) && !(fullUnit && entry.startsWith("{")),
  );
}
