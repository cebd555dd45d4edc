# What NixOS' module system makes of a host's services, in as much as confined-units looks at it: the
# evaluated service (./service.nix), its unit (./unit.nix), and where it is defined. `definitions` is a list of
# { file, value }, where value is a set of services.
{ dialect, packages }:
definitions:
let
  specifications = builtins.foldl' (all: { value, ... }: all // value) { } definitions;
  evaluate = import ./service.nix { inherit dialect packages units; };
  evaluated = builtins.mapAttrs evaluate specifications;
  units = builtins.listToAttrs (
    map (name: {
      name = "${name}.service";
      value = import ./unit.nix packages name evaluated.${name};
    }) (builtins.attrNames evaluated)
  );
in
{
  pkgs = packages;
  options.systemd.services.definitionsWithLocations = map ({ file, value }: {
    file = toString file;
    inherit value;
  }) definitions;
  config = {
    confinedUnits = { inherit dialect; };
    systemd = {
      inherit units;
      services = evaluated;
      globalEnvironment.TZDIR = "${packages.tzdata}/share/zoneinfo";
    };
    # `nix flake check` asks every host for it: here no more than a file that names its units
    system.build.toplevel = packages.file "host" (
      builtins.concatStringsSep "\n" (map (unit: "${units.${unit}.unit}") (builtins.attrNames units))
    );
  };
}
