import type { SourceMistake } from "../../../manifest/target.ts";
import { manual } from "../../../diagnostics/fix.ts";
import { defineRule } from "../rule.ts";

const rule = defineRule({
  code: "CU301",
  severity: "warning",
  confidence: "high",
  title: "Options of confinement are set, but confinement is not enabled",
  message: "`confinement` sets {options:list}, but `confinement.enable` is {state}",
  why: "These settings have no effect: the service runs unconfined.",
  fixes: [["manual", "Set `confinement.enable = true`, or remove the lines."]],
  wrong: `serviceConfig.ExecStart = "\${pkgs.hello}/bin/hello";
confinement.packages = [ pkgs.curl ];`,
  journal: "Nothing: the service starts, with all files of the host.",
  right: `serviceConfig.ExecStart = "\${pkgs.hello}/bin/hello";
confinement = {
  enable = true;
  packages = [ pkgs.curl ];
};`,
  limits:
    "Read from the Nix files that name the service. Where another file confines services whose names are computed, the finding is a note of low confidence.",
  // An evaluated host does not show it.
  check: () => [],
});

export default rule;

const STATES = { "never-enabled": "never set", disabled: "false" } as const;

/** The findings in Nix files. */
export const inFiles = (mistakes: readonly SourceMistake[]) =>
  mistakes.flatMap(({ kind, service: name, options, place, confidence }) =>
    kind === "inside-service-config"
      ? []
      : [
          {
            ...rule.report(
              { name, ownModule: false },
              { options, state: STATES[kind] },
              {
                option: ["confinement"],
                confidence,
                fixes: [manual("enable confinement", "confinement.enable = true;")],
              },
            ),
            place,
          },
        ],
  );
