# Hosts of which each service has one mistake, and one host that has none. Over the packages of ../plain.
{
  system ? builtins.currentSystem or "x86_64-linux",
}:
let
  packages = import ../plain/packages { inherit system; };
  host =
    dialect: file:
    import ../plain/evaluate.nix { inherit dialect packages; } [
      {
        inherit file;
        value = import file packages;
      }
    ];
in
{
  nixosConfigurations = {
    seeds = host "2024" ./seeds.nix;
    old = host "2022" ./old.nix;
    clean = host "2024" ./clean.nix;
  };
}
