# A module of flake-parts: for each host in nixosConfigurations, its drop-ins as a package and their check.
confined:
{ config, lib, ... }:
{
  perSystem =
    { pkgs, system, ... }:
    let
      # A host whose platform is not known, because it does not evaluate, is everywhere: it fails as its own job.
      isHere =
        host:
        let
          platform = builtins.tryEval host.pkgs.stdenv.hostPlatform.system;
        in
        !platform.success || platform.value == system;
      hosts = lib.filterAttrs (_: isHere) config.flake.nixosConfigurations or { };
    in
    {
      checks = confined.checks {
        nixosConfigurations = hosts;
        inherit pkgs;
      };
      packages = lib.mapAttrs' (
        name: host:
        lib.nameValuePair "confined-units-${name}" (confined.confinedUnits (host // { inherit name; }))
      ) hosts;
    };
}
