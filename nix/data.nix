# What the command line builds: `nix-build data.nix --argstr manifestFile … --argstr nodejs …`.
# Everything comes in as plain data, so the user's configuration is not evaluated a second time.
{
  system,
  nodejs,
  builder,
  manifestFile,
  name,
  strict ? "",
}:
let
  inStore = builtins.match "${builtins.storeDir}/.*" nodejs != null;
  confined-units = import ./. {
    inherit system;
    builder = /. + builder;
    # a store path must be an input of the build, a path of this machine cannot be one
    nodejs = if inStore then builtins.storePath nodejs else nodejs;
  };
in
confined-units.fromManifest {
  inherit name;
  strict = strict != "";
  manifest = builtins.fromJSON (builtins.readFile manifestFile);
}
