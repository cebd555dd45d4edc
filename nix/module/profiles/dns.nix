{ etc, ... }:
{
  description = "name resolution by {file}`/etc/hosts` and {file}`/etc/resolv.conf`.";
  below = [
    "/etc/gai.conf"
    "/etc/host.conf"
    "/etc/nsswitch.conf"
    "/run/systemd/resolve"
  ];
}
// etc [
  "hosts"
  "resolv.conf"
]
