# Three hosts that run much the same services, each with a NixOS of another time.
{ system }:
let
  packages = import ./packages { inherit system; };
  services = file: {
    inherit file;
    value = import file packages;
  };
  host = dialect: files: import ./evaluate.nix { inherit dialect packages; } (map services files);

  everywhere = [
    ./services/web.nix
    ./services/jobs.nix
    ./services/names.nix
    ./services/open.nix
  ];
in
{
  # the reference of 2019 rejected Exec settings that are lists
  legacy = host "2019" everywhere;
  stable = host "2022" (everywhere ++ [ ./services/lists.nix ]);
  current = host "2024" (
    everywhere
    ++ [
      ./services/lists.nix
      ./services/links.nix
    ]
  );
}
