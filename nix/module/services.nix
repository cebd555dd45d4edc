# systemd.services.<name>.confinement: options, and what they set.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  profiles = import ./profiles { inherit config lib; };
  host = { inherit config lib pkgs; };
in
{
  options.systemd.services = lib.mkOption {
    type = lib.types.attrsOf (
      lib.types.submodule {
        imports = [
          (import ./service/options.nix host)
          (import ./service/added-options.nix { inherit lib profiles; })
          (import ./service/settings.nix host)
          (import ./service/packages.nix host)
          (import ./service/profiles.nix { inherit lib profiles; })
        ];
      }
    );
  };
}
