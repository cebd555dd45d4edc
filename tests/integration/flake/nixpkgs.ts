import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "../../support/run.ts";
import { scratchDirectory } from "./support.ts";

const NODE = JSON.stringify(dirname(dirname(process.execPath)));

/** A flake in the place of nixpkgs: our stand-ins for its packages, for NixOS and for the reference, with its real lib. */
export function nixpkgsStandIn(lib: string): string {
  const directory = scratchDirectory("nixpkgs");
  for (const part of ["tests/fixtures/module", "tests/fixtures/package", "examples/plain"])
    cpSync(join(root, part), join(directory, part), { recursive: true });
  cpSync(lib, join(directory, "lib"), { recursive: true });
  cpSync(join(root, "tests/fixtures/module/nixpkgs/stand-in/nixos"), join(directory, "nixos"), {
    recursive: true,
  });
  mkdirSync(join(directory, "nixos/lib"), { recursive: true });
  writeFileSync(join(directory, "nixos/lib/utils.nix"), "import ../../tests/fixtures/module/utils.nix");
  writeFileSync(join(directory, "flake.nix"), FLAKE);
  return directory;
}

const FLAKE = `{
  outputs = _: let
    lib = import ./lib;
    nodejs = ${NODE};
    pkgsFor = arch: system: let
      packaging = import ./tests/fixtures/package/pkgs.nix { inherit lib nodejs arch; };
      base = import ./tests/fixtures/module/pkgs.nix { inherit system nodejs; };
      pkgs = packaging // base // {
        inherit lib nodejs;
        path = ./.;
        buildPackages = pkgs;
        cacert = base.caBundle;
        gnumake = base.hello;
        python3 = base.python3 // { withPackages = _: base.python3; };
        nix = base.hello;
        nixfmt-tree = base.hello;
        mkShellNoCC = { packages }: base.hello;
      };
    in pkgs;
    legacyPackages = {
      x86_64-linux = pkgsFor "x64" "x86_64-linux";
      aarch64-linux = pkgsFor "arm64" "aarch64-linux";
    };
    any = lib.mkOption { type = lib.types.raw; };
    nixosSystem = { modules }: let
      hostOf = system: import ./tests/fixtures/module/host.nix {
        inherit lib nodejs;
        pkgs = legacyPackages.\${system};
        nixpkgs = ./.;
        reference = true;
        modules = modules ++ [ {
          options = {
            boot.isContainer = any;
            documentation.enable = any;
            nixpkgs.hostPlatform = any;
            system.stateVersion = any;
          };
        } ];
      };
    in hostOf (hostOf "x86_64-linux").config.nixpkgs.hostPlatform;
  in { lib = lib // { inherit nixosSystem; }; inherit legacyPackages; };
}
`;
