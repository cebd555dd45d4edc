import { bindSource } from "../analysis/binds.ts";
import { defineRule, setting, text } from "../rule.ts";

/** Sockets that give anything that can write to them the rights of the daemon. */
const SOCKETS: readonly (readonly [RegExp, string])[] = [
  [/\/docker\.sock$/, "docker"],
  [/\/podman(?:\/podman\.sock)?$/, "podman"],
  [/\/containerd(?:\/containerd\.sock)?$/, "containerd"],
  [/\/libvirt(?:\/libvirt-sock)?$/, "libvirtd"],
  [/\/dbus\/system_bus_socket$/, "the system bus"],
  [/^\/run\/systemd\/private$/, "systemd"],
];

export default defineRule({
  code: "CU403",
  severity: "warning",
  confidence: "high",
  title: "The socket of a privileged daemon is bound",
  message: "{path}, the socket of {daemon}, is bound",
  why: "Anything that can reach this socket can do what {daemon} can, usually as root.",
  fixes: [
    ["manual", "Remove the bind."],
    ["manual", "Run the service as a user whom the daemon allows less."],
  ],
  wrong: `serviceConfig = {
  ExecStart = "\${pkgs.hello}/bin/hello";
  BindPaths = [ "/run/docker.sock" ];
};
confinement.enable = true;`,
  journal: "Nothing: the service starts.",
  right: `serviceConfig.ExecStart = "\${pkgs.hello}/bin/hello";
confinement.enable = true;`,
  limits: "A fixed list of sockets. The socket of the Nix daemon is left out, since it distinguishes users.",
  check: ({ view }, found) =>
    view.binds.flatMap((bind) => {
      const path = bindSource(bind);
      const daemon = SOCKETS.find(([pattern]) => pattern.test(path))?.[1];
      return daemon === undefined
        ? []
        : [found({ path, daemon }, { ...setting(bind.option), target: text(bind.text) })];
    }),
});
