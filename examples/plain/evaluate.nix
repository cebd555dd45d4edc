# What NixOS' module system makes of a host's services, in as much as confined-units looks at it: the evaluated service
# (./service.nix), and its unit (./unit.nix).
{ dialect, packages }:
specifications:
let
  evaluated = builtins.mapAttrs (name: import ./service.nix { inherit dialect packages; unit = units."${name}.service"; } name) specifications;
  units = builtins.listToAttrs (
    map (name: {
      name = "${name}.service";
      value = import ./unit.nix packages name evaluated.${name};
    }) (builtins.attrNames evaluated)
  );
in
{
  pkgs = packages;
  config = {
    confinedUnits = { inherit dialect; };
    systemd = { inherit units; services = evaluated; };
  };
}
