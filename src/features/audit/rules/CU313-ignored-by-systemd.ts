import { isNewerThan } from "../../../systemd/settings.ts";
import { assignmentAt, warningKind } from "../../../systemd/verify-output.ts";
import { FROM_DIALECT } from "../../../reference/settings.ts";
import { defineRule } from "../rule.ts";
import inServiceConfig from "./CU302-confinement-in-service-config.ts";
import unknownSetting from "./CU303-unknown-setting.ts";
import unknownValue from "./CU304-unknown-value.ts";
import malformedBind from "./CU312-malformed-bind.ts";

/** They say more about such a line than systemd does. */
const BETTER = [inServiceConfig, unknownSetting, unknownValue, malformedBind];

/** Values that came later than systemd 250, the oldest that is asked: systemd.exec(5), systemd.service(5). */
const NEWER_VALUES: Readonly<Record<string, readonly string[]>> = {
  PrivateUsers: ["self", "identity", "full", "managed"],
  PrivateTmp: ["disconnected"],
  PrivatePIDs: ["yes", "true"],
  ProtectControlGroups: ["private", "strict"],
  ProtectHostname: ["private"],
  Type: ["notify-reload"],
  RestartMode: ["direct", "debug"],
  MemoryPressureWatch: ["auto", "on", "off", "skip"],
};

export default defineRule({
  code: "CU313",
  severity: "warning",
  confidence: "medium",
  title: "systemd ignores a line of the unit",
  message: "systemd {version} of this machine ignores `{line}`: {reason}",
  many: "systemd {version} of this machine ignores {line:codes}: {reason}",
  why: "The service starts without the line.",
  fixes: [
    [
      "manual",
      "Correct the line: systemd.exec(5) and systemd.service(5) have the settings and their values.",
    ],
  ],
  wrong: `serviceConfig = {
  ExecStart = "\${pkgs.hello}/bin/hello";
  Type = "onehot";
};
confinement.enable = true;`,
  journal: {
    log: `systemd[1]: /etc/systemd/system/web.service:8: Failed to parse service type, ignoring: onehot`,
  },
  right: `serviceConfig = {
  ExecStart = "\${pkgs.hello}/bin/hello";
  Type = "oneshot";
};
confinement.enable = true;`,
  limits:
    "What `systemd-analyze verify` says, where it is installed. The host may have another systemd: settings and values that are newer than version 252 are left out.",
  check: (facts, found) => {
    const { verified, unitText } = facts;
    if (verified === null || unitText === null) return [];
    const known = new Set(BETTER.flatMap((rule) => rule.check(facts).map(({ option }) => option.join())));
    return verified.warnings.flatMap(({ line, message }) => {
      const about = assignmentAt(unitText, line);
      const kind = warningKind(message);
      // What confinement itself writes is not the user's to correct.
      if (about === null || FROM_DIALECT.includes(about.name) || kind === "other") return [];
      const { name, section, value } = about;
      const isNewer = isNewerThan(name, Number(verified.version)) || name.startsWith("X-");
      if (kind === "unknown-setting" && isNewer) return [];
      if (NEWER_VALUES[name]?.includes(value) === true) return [];
      const option = [section === "Service" ? "serviceConfig" : "unitConfig", name];
      if (known.has(option.join())) return [];
      const args = { version: verified.version, line: `${name}=${value}`, reason: message };
      return [found(args, { option })];
    });
  },
});
