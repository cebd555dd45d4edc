# A bind keeps the directory that was there when the service started. NixOS gives nscd and PostgreSQL a RuntimeDirectory,
# which systemd removes and makes anew when they restart; so theirs stay, where a profile binds them.
#
# The names of services are written out: if they came from what services have, to know them would never end.
{ config, lib, ... }:
let
  uses =
    profile:
    lib.any ({ confinement, ... }: confinement.enable && lib.elem profile confinement.profiles) (
      lib.attrValues config.systemd.services
    );
  keptFor = profile: {
    serviceConfig.RuntimeDirectoryPreserve = lib.mkIf (uses profile) (lib.mkDefault true);
  };
in
{
  systemd.services = {
    nscd = lib.mkIf (config.services.nscd.enable or false) (keptFor "nss");
    postgresql = lib.mkIf (config.services.postgresql.enable or false) (keptFor "postgresql");
  };
}
