# The generator without the flake: `import ./nix { system = "x86_64-linux"; nodejs = pkgs.nodejs; }`.
#
#   system   the platform that builds
#   nodejs   a package or a path; its bin/node runs the builder
#   builder  the bundled builder, dist/builder.cjs (`npm run build`)
#   shell    an absolute path, writes texts inside an evaluation; not needed by fromManifest (./text.nix)
{
  system ? builtins.currentSystem,
  nodejs,
  builder ? ../dist/builder.cjs,
  shell ? "/bin/sh",
}:
let
  readManifest = import ./manifest.nix;
  generate = import ./confined-units.nix {
    inherit
      system
      nodejs
      builder
      shell
      ;
  };
in
{
  # manifest : host → the manifest of a host, as a Nix value
  manifest = readManifest { };

  # confinedUnits : { config, … } → the derivation of its drop-ins, for use inside an evaluation
  confinedUnits =
    {
      config,
      name ? config.networking.hostName or "host",
      dialect ? null,
      strict ? false,
      ...
    }@host:
    let
      manifest = readManifest { inherit dialect; } host;
    in
    generate { inherit name manifest strict; };

  # fromManifest : manifest as plain data → the same derivation; what its contexts name must be in the store
  fromManifest =
    {
      manifest,
      name ? "host",
      strict ? false,
    }:
    generate {
      inherit name manifest strict;
      realised = true;
    };
}
