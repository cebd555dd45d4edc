# A host's drop-ins as they are made inside an evaluation: roots from the package texts (nix/roots.nix), a hub, and one for all.
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
    name = "evaluation";
    manifest = builtins.fromJSON (builtins.readFile manifestFile);
  }
