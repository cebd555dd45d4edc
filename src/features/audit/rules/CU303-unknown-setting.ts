import { manual } from "../../../diagnostics/fix.ts";
import { nearestSetting } from "../../../systemd/settings.ts";
import { defineRule, setting } from "../rule.ts";

export default defineRule({
  code: "CU303",
  severity: "error",
  confidence: "medium",
  title: "A setting of serviceConfig is misspelt",
  message: "systemd has no setting {setting}; did you mean {meant}?",
  why: "systemd ignores the line with a warning, and the service starts without it.",
  fixes: [["manual", "Rename the setting as systemd.exec(5) spells it."]],
  wrong: `serviceConfig = {
  ExecStart = "\${pkgs.hello}/bin/hello";
  BindPathsReadOnly = [ "/run/socket" ];
};
confinement.enable = true;`,
  journal: {
    log: `systemd[1]: /etc/systemd/system/web.service:8: Unknown key name 'BindPathsReadOnly' in section 'Service', ignoring.`,
  },
  right: `serviceConfig = {
  ExecStart = "\${pkgs.hello}/bin/hello";
  BindReadOnlyPaths = [ "/run/socket" ];
};
confinement.enable = true;`,
  limits:
    "Only names that are similar to a known one; a setting that is new in systemd could be similar, too.",
  check: ({ config }, found) =>
    Object.keys(config).flatMap((name) => {
      const meant = name === "confinement" ? null : nearestSetting(name);
      if (meant === null) return [];
      const fixes = [manual(`rename it to ${meant}`, `serviceConfig.${meant} = …;`)];
      return [found({ setting: name, meant }, { ...setting(name), fixes })];
    }),
});
