# The flake's lib.
let
  forPkgs = import ./for-pkgs.nix;
in
rec {
  # confinedUnits : { config, pkgs, … } → the derivation of a host's drop-ins, with manifest, what it was made of, and
  # services.<name>. An evaluated host can be given as it is.
  confinedUnits =
    { config, pkgs, ... }@host:
    (forPkgs (builtins.intersectAttrs (builtins.functionArgs forPkgs) host)).confinedUnits host;

  # manifest : config → the host's manifest (docs/reference/manifest.md)
  manifest =
    config:
    import ./manifest.nix { } {
      inherit config;
      pkgs.stdenv.hostPlatform.system = config.nixpkgs.hostPlatform.system or null;
    };

  # checks : { nixosConfigurations, pkgs, … } → a check for each host, "confined-units-HOST"
  checks = import ./checks.nix { inherit confinedUnits; };
}
