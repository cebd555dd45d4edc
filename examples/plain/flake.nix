{
  description = "Hosts in NixOS' shape that need neither nixpkgs nor a network";

  outputs = { self }: {
    nixosConfigurations = import ./hosts.nix { system = "x86_64-linux"; };
  };
}
