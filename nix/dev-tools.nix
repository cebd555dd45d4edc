# What it takes to work on this project: see CONTRIBUTING.md.
pkgs: [
  pkgs.nodejs
  pkgs.nix
  pkgs.llvmPackages.clang-unwrapped
  pkgs.lld
]
