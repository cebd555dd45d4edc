# One NixOS host twice: with nixpkgs' own service confinement, and with confined-units in its place.
{
  nixpkgs,
  confined-units,
  system,
}:
let
  host =
    module:
    nixpkgs.lib.nixosSystem {
      modules = [
        ./host.nix
        ./services.nix
        module
        { nixpkgs.hostPlatform = system; }
      ];
    };
in
{
  reference = host confined-units.nixosModules.reference;
  ours = host confined-units.nixosModules.default;
}
