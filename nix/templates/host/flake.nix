{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
  # also needs inputs.confined-units, from where you have this template
  outputs =
    {
      self,
      nixpkgs,
      confined-units,
    }:
    {
      nixosConfigurations.host = nixpkgs.lib.nixosSystem {
        modules = [
          confined-units.nixosModules.default
          ./host.nix
        ];
      };

      checks.x86_64-linux = confined-units.lib.checks {
        inherit (self) nixosConfigurations;
        pkgs = nixpkgs.legacyPackages.x86_64-linux;
      };
    };
}
