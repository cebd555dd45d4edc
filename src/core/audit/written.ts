import type { SourceMistake } from "../facts/source.ts";
import { told, type Finding } from "./finding.ts";

const STATES = {
  "never-enabled": "no file sets `confinement.enable` for this service",
  disabled: "`confinement.enable` is false",
};

/** What is written and does nothing, as findings; services that a host confines are no such. */
export function writtenInVain(mistakes: readonly SourceMistake[]): Finding[] {
  return mistakes.map(({ kind, service, options, place, confidence }) =>
    kind === "inside-service-config"
      ? { ...told(service, "CU302", {}, { option: ["serviceConfig", "confinement"], confidence }), place }
      : {
          ...told(
            service,
            "CU301",
            { options: options.join(", "), state: STATES[kind] },
            { option: ["confinement"], confidence },
          ),
          place,
        },
  );
}
