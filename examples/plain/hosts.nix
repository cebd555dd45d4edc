# Three hosts that run much the same services, each with a NixOS of another time.
{ system }:
let
  packages = import ./packages { inherit system; };
  services = name: import (./services + "/${name}.nix") packages;
  host = dialect: specifications: import ./evaluate.nix { inherit dialect packages; } specifications;

  everywhere = services "web" // services "jobs" // services "names" // services "open";
in
{
  # the reference of 2019 rejected Exec settings that are lists
  legacy = host "2019" everywhere;
  stable = host "2022" (everywhere // services "lists");
  current = host "2024" (everywhere // services "lists" // services "links");
}
