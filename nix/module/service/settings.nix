# The settings of a confined service, by dialect (docs/explanation/dialects.md).
{
  config,
  lib,
  pkgs,
}:
let
  inherit (config.confinedUnits) dialect;
  inherit ((import ../../reference/dialects.nix).${dialect}) settings;
  rootOf = import ../root.nix { inherit lib pkgs; };
in
{ name, config, ... }:
let
  inherit (config.confinement) enable instanceRoots mode;
  root = rootOf { inherit dialect name instanceRoots; };

  # Set either way: PrivateDevices, for one, would mount a /dev into a chroot that is meant to have none.
  hasApiFileSystems = lib.mkDefault (mode == "full-apivfs");
in
{
  config = lib.mkIf enable {
    serviceConfig = settings root // {
      RootDirectory = root;
      PrivateMounts = lib.mkDefault true;
      MountAPIVFS = hasApiFileSystems;
      PrivateDevices = hasApiFileSystems;
      PrivateTmp = hasApiFileSystems;
      PrivateUsers = hasApiFileSystems;
      ProtectControlGroups = hasApiFileSystems;
      ProtectKernelModules = hasApiFileSystems;
      ProtectKernelTunables = hasApiFileSystems;
    };
  };
}
