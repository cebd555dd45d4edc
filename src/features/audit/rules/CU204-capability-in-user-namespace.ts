import { stringsOf } from "../../../systemd/lines.ts";
import { unsafe } from "../../../diagnostics/fix.ts";
import { isOn } from "../../../systemd/boolean.ts";
import { defineRule, setting } from "../rule.ts";

export default defineRule({
  code: "CU204",
  severity: "warning",
  confidence: "medium",
  title: "A service with PrivateUsers asks for a capability",
  message: "PrivateUsers is on, and AmbientCapabilities asks for {capability}",
  why: "Capabilities count only inside the service's own user namespace. Whatever the host's namespace guards, such as low ports, is refused.",
  fixes: [["unsafe", "Set `PrivateUsers = false`: the service then runs in the host's user namespace."]],
  wrong: `serviceConfig = {
  ExecStart = "\${pkgs.nginx}/bin/nginx";
  AmbientCapabilities = "CAP_NET_BIND_SERVICE";
};
confinement.enable = true;`,
  journal: {
    log: `nginx[812]: nginx: [emerg] bind() to 0.0.0.0:80 failed (13: Permission denied)
systemd[1]: web.service: Main process exited, code=exited, status=1/FAILURE`,
  },
  right: `serviceConfig = {
  ExecStart = "\${pkgs.nginx}/bin/nginx";
  AmbientCapabilities = "CAP_NET_BIND_SERVICE";
  PrivateUsers = false;
};
confinement.enable = true;`,
  limits: "A capability that is used only inside the namespace works: hence medium confidence.",
  check: ({ config, definitions }, found) => {
    const capability = stringsOf(config["AmbientCapabilities"])
      .flatMap((line) => line.split(/\s+/))
      .find((word) => word.startsWith("CAP_"));
    if (!isOn(config["PrivateUsers"]) || capability === undefined) return [];
    // What confinement sets is a default, which a plain definition overrides.
    const force = definitions.some(({ option }) => option.join() === "serviceConfig,PrivateUsers");
    const fixes = [unsafe({ kind: "setting", name: "PrivateUsers", value: false, force })];
    return [found({ capability }, { ...setting("AmbientCapabilities"), fixes })];
  },
});
