import { isOn } from "../../../systemd/boolean.ts";
import { stringsOf } from "../../../systemd/lines.ts";
import { manual, unsafe } from "../../../diagnostics/fix.ts";
import { KERNEL, certainActions, possibleActions, type RootAction } from "../analysis/root-actions.ts";
import { writesBelow } from "../analysis/script-paths.ts";
import { defineRule, text } from "../rule.ts";

export default defineRule({
  code: "CU210",
  severity: "error",
  confidence: "high",
  title: "A service runs as root of a user namespace and does what only the host's root may",
  message: "the service is root only in its own user namespace, and {action} (`{sign}`)",
  why: "PrivateUsers maps root and the service's own user only. Low ports, other users, the owners of files, the host name and kernel settings are refused, whatever AmbientCapabilities says.",
  fixes: [
    ["unsafe", "Set `PrivateUsers = false`: the service then runs as the host's root."],
    [
      "manual",
      'Run the service as a user of its own: `User` with a `StateDirectory`, and for a low port `PrivateUsers = false` with `AmbientCapabilities = "CAP_NET_BIND_SERVICE"`.',
    ],
  ],
  wrong: `serviceConfig.ExecStart = "\${pkgs.dnsmasq}/bin/dnsmasq -k --port=53 --user=dnsmasq";
confinement.enable = true;`,
  journal: {
    log: `dnsmasq[812]: dnsmasq: failed to create listening socket for port 53: Permission denied
systemd[1]: web.service: Main process exited, code=exited, status=2/INVALIDARGUMENT`,
  },
  right: `serviceConfig = {
  ExecStart = "\${pkgs.dnsmasq}/bin/dnsmasq -k --port=53 --user=dnsmasq";
  PrivateUsers = lib.mkForce false;
};
confinement.enable = true;`,
  limits:
    "Confidence is high where a command line says what is done, medium where a variable does or where the program imports the functions that change the user, and low where it only imports `chown` or `sethostname`. A port that a configuration file names is not seen. A host may let everyone bind low ports with the sysctl `net.ipv4.ip_unprivileged_port_start`.",
  check: (facts, found) => {
    const { config } = facts;
    const user = stringsOf(config["User"]).at(-1) ?? "";
    if (!isOn(config["PrivateUsers"]) || isOn(config["DynamicUser"])) return [];
    if (user !== "" && user !== "root" && user !== "0") return [];
    const certain = [...certainActions(facts), ...kernelSettings()];
    const said = new Set(certain.map(({ action }) => action));
    const possible = possibleActions(facts).filter(({ action }) => !said.has(action));
    const off = (name: string) => ({ kind: "setting", name, value: false, force: true }) as const;
    // /proc/sys is read-only as well.
    const edits = (action: string) =>
      [off("PrivateUsers"), ...(action === KERNEL ? [off("ProtectKernelTunables")] : [])] as const;
    const fixesFor = (action: string) => [
      unsafe(...edits(action)),
      manual("run the service as a user of its own", "serviceConfig.User = …;"),
    ];
    return [...certain, ...possible].map(({ action, sign, option, confidence }) =>
      found(
        { action, sign },
        { option, target: text(sign.split(" ")[0]!), confidence, fixes: fixesFor(action) },
      ),
    );

    function kernelSettings(): RootAction[] {
      return writesBelow(facts, "/proc/sys").map(({ path, option, confidence }) => ({
        action: KERNEL,
        sign: path,
        option,
        confidence,
      }));
    }
  },
});
