# What the chosen profiles add to a service.
{ lib, profiles }:
{ config, ... }:
let
  inherit (config.confinement) enable;
  chosen = map (name: profiles.${name}) (lib.unique config.confinement.profiles);
  all = field: lib.concatMap (profile: profile.${field}) chosen;
in
{
  # Nothing is defined where nothing is chosen: an empty list would still write a setting.
  config = lib.mkIf (enable && chosen != [ ]) {
    serviceConfig.BindReadOnlyPaths = lib.mkIf (all "binds" != [ ]) (lib.unique (all "binds"));
    environment = lib.mkMerge (map (profile: profile.environment) chosen);
    after = lib.mkIf (all "after" != [ ]) (all "after");
    confinement.packages = lib.unique (all "packages");
  };
}
