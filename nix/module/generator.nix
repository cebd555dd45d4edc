# All drop-ins of the host in one package, where the reference has one for each service.
#
# systemd.packages is not read for it, which would never end: the dialect is declared (../manifest.nix).
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (config.confinedUnits) builder nodejs strict;
  generator = import ../for-pkgs.nix { inherit pkgs builder nodejs; };
  isConfined = lib.any (service: service.confinement.enable) (lib.attrValues config.systemd.services);
in
{
  systemd.packages = lib.optional isConfined (
    generator.confinedUnits { inherit config pkgs strict; }
  );
}
