import { stringsOf } from "../../../systemd/lines.ts";
import { nixString } from "../../../base/nix-text.ts";
import { manual } from "../../../diagnostics/fix.ts";
import { VALUES } from "../analysis/setting-names.ts";
import { defineRule, setting, text } from "../rule.ts";

export default defineRule({
  code: "CU304",
  severity: "error",
  confidence: "high",
  title: "A setting has a misspelt value",
  message: "{setting} has no value {value}; did you mean {meant}?",
  why: "systemd ignores the value with a warning.",
  fixes: [["manual", "Correct the value."]],
  wrong: `serviceConfig = {
  ExecStart = "\${pkgs.hello}/bin/hello";
  ProtectProc = "invisibled";
};
confinement.enable = true;`,
  journal: {
    log: `systemd[1]: /etc/systemd/system/web.service:8: Failed to parse /proc/ protection mode, ignoring: invisibled`,
  },
  right: `serviceConfig = {
  ExecStart = "\${pkgs.hello}/bin/hello";
  ProtectProc = "invisible";
};
confinement.enable = true;`,
  limits: "A fixed list of values that were found in public configurations.",
  check: ({ config }, found) =>
    Object.entries(VALUES).flatMap(([name, known]) =>
      stringsOf(config[name])
        .flatMap((line) => line.replace(/^~/, "").split(/\s+/))
        .flatMap((value) => {
          const meant = Object.hasOwn(known, value) ? known[value] : undefined;
          if (meant === undefined) return [];
          const fixes = [manual(`replace it by ${meant}`, `serviceConfig.${name} = ${nixString(meant)};`)];
          return [found({ setting: name, value, meant }, { ...setting(name), target: text(value), fixes })];
        }),
    ),
});
