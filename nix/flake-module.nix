# A module of flake-parts: for each host in nixosConfigurations, its drop-ins as a package and their check.
confined:
{ config, lib, ... }:
{
  perSystem =
    { pkgs, system, ... }:
    let
      hosts = lib.filterAttrs (
        _: host: host.pkgs.stdenv.hostPlatform.system == system
      ) config.flake.nixosConfigurations or { };
    in
    {
      checks = confined.checks {
        nixosConfigurations = hosts;
        inherit pkgs;
      };
      packages = lib.mapAttrs' (
        name: host: lib.nameValuePair "confined-units-${name}" (confined.confinedUnits (host // { inherit name; }))
      ) hosts;
    };
}
