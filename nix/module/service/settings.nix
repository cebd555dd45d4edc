# The settings of a confined service, by dialect (docs/explanation/dialects.md).
{
  config,
  lib,
  pkgs,
}:
let
  inherit (config.confinedUnits) dialect;
  rootOf = import ../root.nix { inherit lib pkgs; };
in
{ name, config, ... }:
let
  inherit (config.confinement) enable instanceRoots mode;
  root = rootOf { inherit dialect name instanceRoots; };

  # A directory below /run is made and removed by systemd, and nobody else looks into it.
  rootSettings =
    if dialect == "2019" || dialect == "2022" then
      { TemporaryFileSystem = "/"; }
    else
      {
        RuntimeDirectory = [ (lib.removePrefix "/run/" root) ];
        InaccessiblePaths = [ "-+${root}" ];
        ReadOnlyPaths = [ "+/" ];
      };

  # Set either way: PrivateDevices, for one, would mount a /dev into a chroot that is meant to have none.
  hasApiFileSystems = lib.mkDefault (mode == "full-apivfs");
in
{
  config = lib.mkIf enable {
    serviceConfig = rootSettings // {
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
