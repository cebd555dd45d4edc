{
  description = "One host of as many services, with closures of as many paths, as ./size.nix says";
  outputs = _: { nixosConfigurations.bench = import ./host.nix (import ./size.nix); };
}
