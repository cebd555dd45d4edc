import rule from "../../../../../src/features/audit/rules/CU403-daemon-socket.ts";
import type { Cases } from "../cases.ts";

const PATHS =
  "/run/docker.sock /var/run/docker.sock /run/podman /run/podman/podman.sock /run/containerd /run/containerd/containerd.sock " +
  "/run/libvirt /run/libvirt/libvirt-sock /run/dbus/system_bus_socket /run/systemd/private";

export default {
  rule,
  finds: {
    "each socket, and the directory that it is in": { config: { BindPaths: PATHS } },
    "read-only, with a slash at the end": { config: { BindReadOnlyPaths: "-/run/docker.sock/:/x" } },
  },
  clean: {
    "the Nix daemon distinguishes users": { config: { BindPaths: "/nix/var/nix/daemon-socket/socket" } },
    others: { config: { BindPaths: "/run/docker.sock.d /run/podman/x /x/run/systemd/private /run/dbus" } },
    "no binds": {},
  },
} satisfies Cases;
