import { FROM_DIALECT } from "../../../reference/settings.ts";
import { defineRule } from "../rule.ts";
import inServiceConfig from "./CU302-confinement-in-service-config.ts";
import unknownSetting from "./CU303-unknown-setting.ts";
import unknownValue from "./CU304-unknown-value.ts";
import malformedBind from "./CU312-malformed-bind.ts";

/** They say more about such a line than systemd does. */
const BETTER = [inServiceConfig, unknownSetting, unknownValue, malformedBind];

/** Settings that are newer than version 252: the systemd that was asked may be older than the host's. */
const NEWER =
  /^(?:ImportCredential|MemoryPressureThresholdSec|MemoryPressureWatch|MemoryZSwapMax|MemoryZSwapWriteback|NFTSet|OpenFile|PrivateBPF|PrivatePIDs|ProtectHostname|RestartMaxDelaySec|RestartMode|RestartSteps|RootEphemeral|RootImagePolicy|MountImagePolicy|ExtensionImagePolicy|SetLoginEnvironment|ReloadSignal|LogFilterPatterns|StartupMemory\w+|DefaultStartupMemoryLow|ManagedOOMMemoryPressureDurationSec|DelegateSubgroup|CoredumpReceive|FileDescriptorStorePreserve|MemoryKSM|PAMName|RefreshOnReload|ConcurrencySoftMax|ConcurrencyHardMax|UserNamespacePath|BPFDelegate\w+|LUOSession)$/;

export default defineRule({
  code: "CU313",
  severity: "warning",
  confidence: "medium",
  title: "systemd ignores a line of the unit",
  message: "systemd {version} of this machine ignores `{line}`: {reason}",
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
    "What `systemd-analyze verify` says, where it is installed. The host may have another systemd: settings that are newer than version 252 are left out.",
  check: (facts, found) => {
    const { verified, full } = facts;
    if (verified === null || full.unitText === null) return [];
    const lines = full.unitText.split("\n");
    const known = new Set(BETTER.flatMap((rule) => rule.check(facts).map(({ option }) => option.join())));
    return verified.warnings.flatMap(({ line, message }) => {
      const [, name] = /^\s*([^=\s]+)\s*=/.exec(lines[line - 1] ?? "") ?? [];
      // What confinement itself writes is not the user's to correct.
      if (name === undefined || FROM_DIALECT.includes(name) || !/ignor/i.test(message)) return [];
      const isUnknown = /^Unknown (?:key|lvalue)/.test(message);
      if (isUnknown && (NEWER.test(name) || name.startsWith("X-"))) return [];
      const section = lines.slice(0, line).findLast((each) => /^\[.*\]$/.test(each.trim()));
      const option = [section?.trim() === "[Service]" ? "serviceConfig" : "unitConfig", name];
      if (known.has(option.join())) return [];
      const args = { version: verified.version, line: lines[line - 1]!.trim(), reason: message };
      return [found(args, { option })];
    });
  },
});
