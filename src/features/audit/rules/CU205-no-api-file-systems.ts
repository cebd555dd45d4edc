import { unsafe } from "../../../diagnostics/fix.ts";
import { booleanOf } from "../../../systemd/boolean.ts";
import { defineRule, setting } from "../rule.ts";

export default defineRule({
  code: "CU205",
  severity: "warning",
  confidence: "high",
  title: "MountAPIVFS is off in the mode full-apivfs",
  message: "MountAPIVFS is off in the mode full-apivfs",
  why: "There is no /proc and no /dev, not even /dev/null: the mode is chroot-only in all but name.",
  fixes: [["unsafe", 'Set `confinement.mode = "chroot-only"`, or remove the definition of MountAPIVFS.']],
  wrong: `serviceConfig = {
  ExecStart = "\${pkgs.hello}/bin/hello";
  MountAPIVFS = false;
};
confinement.enable = true;`,
  journal: {
    log: `web-start[812]: /nix/store/…-unit-script-web-start/bin/web-start: line 3: /dev/null: No such file or directory`,
  },
  right: `serviceConfig.ExecStart = "\${pkgs.hello}/bin/hello";
confinement = {
  enable = true;
  mode = "chroot-only";
};`,
  limits: "None.",
  check: ({ config, mode }, found) => {
    const isOff = booleanOf(config["MountAPIVFS"]) === false;
    if (!isOff || mode !== "full-apivfs") return [];
    const fixes = [unsafe({ kind: "confinement", name: "mode", value: "chroot-only" })];
    return [found({}, { ...setting("MountAPIVFS"), fixes })];
  },
});
