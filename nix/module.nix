# nixosModules.default: the options of nixpkgs' service confinement in our own words, with the drop-ins of a host in one
# derivation. With nothing of ours switched on, settings and drop-ins are those of the reference in the host's nixpkgs.
{
  disabledModules = [ "security/systemd-confinement.nix" ];

  imports = [
    ./module/options.nix
    ./module/services.nix
    ./module/assertions.nix
    ./module/runtime-directories.nix
    ./module/generator.nix
  ];
}
