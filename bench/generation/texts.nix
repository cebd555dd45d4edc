# A host's drop-ins as they are made inside an evaluation: a text derivation per service (nix/roots.nix), and one for all.
{
  manifestFile,
  nodejs,
  builder,
}:
import ../../nix/confined-units.nix
  {
    system = builtins.currentSystem;
    inherit nodejs;
    builder = /. + builder;
    shell = "/bin/sh";
  }
  {
    name = "texts";
    manifest = builtins.fromJSON (builtins.readFile manifestFile);
  }
