# The builders of nixpkgs that its module uses, over this machine's own bash, coreutils and jq. The standard environment is
# left out: of what it does before each build, only what these three need is here (./setup.sh).
{
  system ? builtins.currentSystem,
}:
let
  make =
    attributes:
    derivation (
      attributes
      // {
        inherit system;
        builder = "/bin/bash";
        args = [
          "-e"
          ./setup.sh
        ];
      }
    );
in
rec {
  runCommand =
    name: environment: buildCommand:
    make (environment // { inherit name buildCommand; });

  writeText =
    name: text:
    runCommand name {
      inherit text;
      passAsFile = [ "text" ];
    } ''cp "$textPath" "$out"'';

  # Three facts of the closure, each by a jq of its own, as nixpkgs has it.
  closureInfo =
    { rootPaths }:
    make {
      name = "closure-info";
      __structuredAttrs = true;
      exportReferencesGraph.closure = rootPaths;
      buildCommand = ''
        mkdir "$out"
        jq '[.closure[].narSize] | add' .attrs.json > "$out/total-nar-size"
        jq -r '.closure[] | .path, .narHash, .narSize, "", (.references | length), .references[]' .attrs.json \
          > "$out/registration"
        jq -r '.closure[].path' .attrs.json > "$out/store-paths"
      '';
    };
}
