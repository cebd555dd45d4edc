import { unsafe } from "../../../diagnostics/fix.ts";
import { isOn } from "../../../systemd/boolean.ts";
import { defineRule, setting } from "../rule.ts";

export default defineRule({
  code: "CU202",
  severity: "error",
  confidence: "high",
  title: "RootDirectoryStartOnly is set",
  message: "RootDirectoryStartOnly is set",
  why: "Every command but ExecStart runs outside of the chroot.",
  fixes: [["unsafe", "Set it to false. The other commands then need what they use to be in the chroot."]],
  wrong: `serviceConfig = {
  ExecStart = "\${pkgs.hello}/bin/hello";
  ExecStartPre = "\${pkgs.coreutils}/bin/touch /root/started";
  RootDirectoryStartOnly = true;
};
confinement.enable = true;`,
  journal: "Nothing: ExecStartPre runs with the files of the host.",
  right: `serviceConfig = {
  ExecStart = "\${pkgs.hello}/bin/hello";
  ExecStartPre = "\${pkgs.coreutils}/bin/touch /run/started";
};
confinement.enable = true;`,
  limits: "None.",
  check: ({ config }, found) => {
    const name = "RootDirectoryStartOnly";
    const fixes = [unsafe({ kind: "setting", name, value: false, force: true })];
    return isOn(config[name]) ? [found({}, { ...setting(name), fixes })] : [];
  },
});
