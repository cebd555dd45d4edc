# The generator with what a nixpkgs has: its Node.js, its shell, and the builder bundled by its esbuild. All of it runs when
# a host's drop-ins are built, so it is for the platform that builds.
{
  pkgs,
  nodejs ? pkgs.buildPackages.nodejs-slim or pkgs.buildPackages.nodejs,
  builder ? pkgs.buildPackages.callPackage ./builder.nix { },
}:
import ./. {
  inherit (pkgs.stdenv.buildPlatform) system;
  inherit builder nodejs;
  shell = "${pkgs.buildPackages.bash}/bin/bash";
}
