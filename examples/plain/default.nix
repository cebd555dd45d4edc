# The same hosts without flakes, and for other platforms than the flake's.
{
  system ? builtins.currentSystem or "x86_64-linux",
}:
{
  nixosConfigurations = import ./hosts.nix { inherit system; };
}
