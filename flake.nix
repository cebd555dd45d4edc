{
  description = "The chroots of confined NixOS services: generated, checked, explained";

  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";

  outputs =
    { self, nixpkgs }:
    let
      # builtins only: an output that needs nothing of nixpkgs must evaluate where nixpkgs cannot be fetched
      forSystems =
        make:
        builtins.listToAttrs (
          map
            (name: {
              inherit name;
              value = make nixpkgs.legacyPackages.${name};
            })
            [
              "x86_64-linux"
              "aarch64-linux"
            ]
        );
      lib = import ./nix/lib.nix;
      exampleOn =
        pkgs:
        import ./examples/nixos {
          inherit nixpkgs;
          inherit (pkgs.stdenv.hostPlatform) system;
          confined-units = self;
        };
    in
    {
      inherit lib;

      nixosModules = {
        default.imports = [ ./nix/module.nix ];
        reference.imports = [ "${nixpkgs}/nixos/modules/security/systemd-confinement.nix" ];
      };

      overlays.default = final: _: {
        confined-units = final.callPackage ./nix/package.nix { };
      };

      flakeModule = import ./nix/flake-module.nix lib;
      flakeModules.default = self.flakeModule;

      templates.default = {
        path = ./nix/templates/host;
        description = "A NixOS host with confined services, and a check of their drop-ins";
      };

      packages = forSystems (pkgs: rec {
        default = confined-units;
        confined-units = pkgs.callPackage ./nix/package.nix { };
        builder = pkgs.callPackage ./nix/builder.nix { };
        confinedUnits = lib.confinedUnits (exampleOn pkgs).reference;
      });

      checks = forSystems (
        pkgs:
        lib.checks {
          nixosConfigurations = exampleOn pkgs;
          inherit pkgs;
        }
        // {
          package = self.packages.${pkgs.stdenv.hostPlatform.system}.default;
        }
      );

      devShells = forSystems (pkgs: {
        default = pkgs.mkShellNoCC { packages = import ./nix/dev-tools.nix pkgs; };
      });

      formatter = forSystems (pkgs: pkgs.nixfmt-tree);
    };
}
