# The reference's derivations for a whole host, one list: from the manifest as plain data, as nix/data.nix is given it.
# What the contexts of its texts name must be in the store. `builders` is a file that gives nixpkgs' builders, or a nixpkgs.
{
  manifestFile,
  builders ? ./stand-in.nix,
}:
let
  inherit (builtins) appendContext fromJSON readFile;
  manifest = fromJSON (readFile manifestFile);
  dropIn = import ./drop-in.nix {
    builders = import builders { };
    dialect = manifest.declaredDialect;
  };
in
map (
  service:
  dropIn {
    inherit (service) name pathSafeName;
    text = appendContext service.packageText service.context;
    binSh =
      if service.confinement.binSh == null then
        null
      else
        appendContext service.confinement.binSh service.context;
    privateTmp = service.settings.PrivateTmp;
  }
) manifest.services
