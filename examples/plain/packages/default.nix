# The package set: tables of name → { version, outputs, needs, programs, … }, made derivations by ./build.nix.
{ system }:
let
  build = builtins.mapAttrs (import ./build.nix { inherit system; });
  single = import ./single.nix { inherit system; };
  packages =
    build (import ./libraries.nix packages)
    // build (import ./tools.nix packages)
    // build (import ./servers.nix packages)
    // import ./files.nix (packages // single)
    // {
      pythonPackages = build (import ./python.nix packages);
    };
in
packages
// single
// {
  # as far as NixOS' pkgs is looked at
  stdenv.hostPlatform = { inherit system; };
}
