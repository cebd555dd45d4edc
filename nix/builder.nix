# The derivation builder as one file of JavaScript, bundled by the esbuild of nixpkgs: it has no dependencies, so nothing
# of npm is needed. The check of a host's drop-ins is bundled the same way: entry = "check-builder".
{
  runCommand,
  esbuild,
  entry ? "builder",
}:
runCommand "confined-units-${entry}.cjs"
  {
    nativeBuildInputs = [ esbuild ];
    # An edit of the command line rebuilds no drop-in and restarts no service.
    src = import ./module-source.nix {
      root = ../src;
      entry = "${entry}.ts";
    };
    meta.description = "Generator of service confinement drop-ins, run by Nix";
  }
  ''
    esbuild "$src/${entry}.ts" --bundle --platform=node --format=cjs --target=node18 --charset=utf8 \
      --legal-comments=none --outfile="$out"
  ''
