{ etc, ... }:
{
  description = "name resolution by {file}`/etc/hosts` and {file}`/etc/resolv.conf`.";
}
// etc [
  "hosts"
  "resolv.conf"
]
