# What it takes to work on this project: see CONTRIBUTING.md.
pkgs: [
  pkgs.nodejs
  pkgs.nix
  pkgs.nixfmt
  pkgs.llvmPackages.clang-unwrapped
  pkgs.lld
]
