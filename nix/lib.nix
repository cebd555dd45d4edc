# The flake's lib.
let
  forPkgs = import ./for-pkgs.nix;
  given =
    names: set:
    builtins.intersectAttrs (builtins.listToAttrs (
      map (name: {
        inherit name;
        value = null;
      }) names
    )) set;
  toolsIn = given [
    "nodejs"
    "builder"
  ];
in
rec {
  # confinedUnits : { config, pkgs, … } → the derivation of a host's drop-ins, with passthru.manifest and
  # passthru.services.<name>. An evaluated host can be given as it is.
  confinedUnits =
    { config, pkgs, ... }@host: (forPkgs ({ inherit pkgs; } // toolsIn host)).confinedUnits host;

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
