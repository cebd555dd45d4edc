import type { SourceMistake } from "../../../manifest/target.ts";
import { manual } from "../../../diagnostics/fix.ts";
import { defineRule, setting } from "../rule.ts";

const NAME = "confinement";

const WHERE = {
  ...setting(NAME),
  fixes: [manual("move it out of serviceConfig", "confinement.enable = true;")],
};

const rule = defineRule({
  code: "CU302",
  severity: "error",
  confidence: "high",
  title: "`confinement` is inside serviceConfig",
  message: "`confinement` is inside serviceConfig",
  why: "It becomes a setting that systemd does not know and ignores: nothing of it has an effect.",
  fixes: [["manual", "Move it out of serviceConfig, one level up."]],
  wrong: `serviceConfig = {
  ExecStart = "\${pkgs.hello}/bin/hello";
  confinement = true;
};`,
  journal: {
    log: `systemd[1]: /etc/systemd/system/web.service:8: Unknown key name 'confinement' in section 'Service', ignoring.`,
  },
  right: `serviceConfig.ExecStart = "\${pkgs.hello}/bin/hello";
confinement.enable = true;`,
  limits:
    "An attribute set there does not evaluate in NixOS, and is reported as a failure of the evaluation.",
  check: ({ config }, found) => (NAME in config ? [found({}, WHERE)] : []),
});

export default rule;

/** The findings in Nix files. */
export const inFiles = (mistakes: readonly SourceMistake[]) =>
  mistakes.flatMap(({ kind, service: name, place, confidence }) =>
    kind === "inside-service-config"
      ? [{ ...rule.report({ name, ownModule: false }, {}, { ...WHERE, confidence }), place }]
      : [],
  );
