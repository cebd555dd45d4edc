import { stringsOf } from "../../../systemd/lines.ts";
import { manual, unsafe } from "../../../diagnostics/fix.ts";
import { isOn } from "../../../systemd/boolean.ts";
import { refuses } from "../analysis/settings.ts";
import { defineRule, setting } from "../rule.ts";

export default defineRule({
  code: "CU203",
  severity: "error",
  confidence: "high",
  title: "DynamicUser or ProtectSystem is set where older nixpkgs shares one root",
  message: "{setting} is set under the rules of nixpkgs from {dialect}",
  why: "The root loses its tmpfs, and mount points stay behind in the host's /var/empty.",
  fixes: [
    ["unsafe", "Turn the setting off."],
    ["manual", "For DynamicUser: turn it off, and name a user."],
    ["manual", "Use nixpkgs 24.11 or later, which has a root for each service."],
  ],
  wrong: `serviceConfig = {
  ExecStart = "\${pkgs.hello}/bin/hello";
  ProtectSystem = "strict";
};
confinement.enable = true;`,
  journal: {
    log: `(hello)[812]: web.service: Failed to set up mount namespacing: /var/empty/nix/store/…-hello-2.12.1: Read-only file system
(hello)[812]: web.service: Failed at step NAMESPACE spawning /nix/store/…-hello-2.12.1/bin/hello: Read-only file system
systemd[1]: web.service: Main process exited, code=exited, status=226/NAMESPACE`,
  },
  right: `serviceConfig.ExecStart = "\${pkgs.hello}/bin/hello";
confinement.enable = true;`,
  limits: "Measured with systemd 252 for DynamicUser.",
  check: (facts, found) => {
    const { config, dialect } = facts;
    const dynamic =
      refuses(facts, "DynamicUser") && isOn(config["DynamicUser"])
        ? [
            found(
              { setting: "DynamicUser", dialect },
              {
                ...setting("DynamicUser"),
                fixes: [
                  manual(
                    "turn DynamicUser off and name a user",
                    "serviceConfig = { DynamicUser = lib.mkForce false; User = …; };",
                  ),
                ],
              },
            ),
          ]
        : [];
    const strict = stringsOf(config["ProtectSystem"]).at(-1);
    if (!refuses(facts, "ProtectSystem")) return dynamic;
    if (!isOn(config["ProtectSystem"]) && strict !== "full" && strict !== "strict") return dynamic;
    const fixes = [unsafe({ kind: "setting", name: "ProtectSystem", value: false, force: true })];
    return [...dynamic, found({ setting: "ProtectSystem", dialect }, { ...setting("ProtectSystem"), fixes })];
  },
});
