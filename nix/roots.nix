# Where the closure of each service starts, and one store path ("hub") that refers to all of it.
#
# The closure of the reference is that of a text file's references, and which references a text has is found out when it
# is built. Three ways lead to the same closures (docs/explanation/closures.md), and the table names one for each service:
#   outputs  realised = true: output paths are read from the .drv files, the hub is a plain file. Impure evaluation.
#   paths    inside an evaluation: what the text itself names (./text-roots.nix).
#   texts    the text becomes a derivation, and Nix finds its references: where neither is certain.
# No .drv is read inside an evaluation, because there is none where nothing is written: `nix-build --dry-run`,
# `nix flake check --no-build`.
{ system, shell }:
{ services, realised }:
let
  inherit (builtins)
    appendContext
    attrNames
    concatMap
    concatStringsSep
    filter
    listToAttrs
    mapAttrs
    unsafeDiscardStringContext
    ;

  asPath = path: appendContext path { ${path} = { path = true; }; };
  lines = concatStringsSep "\n";
  text = import ./text.nix { inherit system shell; };

  # ---- from .drv files

  # [ { path; entry; } ] over all services; the same path can be named with other outputs elsewhere.
  contextEntries = concatMap (
    service:
    map (path: {
      inherit path;
      entry = service.context.${path};
    }) (attrNames service.context)
  ) services;

  outputs = listToAttrs (
    concatMap (
      { path, entry }:
      map (output: {
        name = "${path}!${output}";
        value = (import (asPath path)).${output};
      }) (entry.outputs or [ ])
    ) contextEntries
  );

  # Paths that are roots by themselves.
  plain = attrNames (
    listToAttrs (
      map (
        { path, ... }:
        {
          name = path;
          value = null;
        }
      ) (filter ({ entry, ... }: entry.path or false) contextEntries)
    )
  );

  outputPaths = map (name: outputs.${name}) (attrNames outputs);

  # ---- from texts

  paths = import ./text-roots.nix services;
  withPaths = filter (service: paths ? ${service.name}) services;
  texts = import ./texts.nix { inherit text; } (filter (service: !(paths ? ${service.name})) services);
in
if realised then
  {
    hub = builtins.toFile "confined-units-roots" (
      lines (map (path: asPath (unsafeDiscardStringContext path)) (outputPaths ++ plain))
    );
    table.outputs = mapAttrs (_: unsafeDiscardStringContext) outputs;
  }
else
  {
    hub = text "confined-units-roots" (
      lines (
        map (service: appendContext (lines paths.${service.name}) service.context) withPaths
        ++ map (name: "${texts.${name}}") (attrNames texts)
      )
    );
    table = {
      inherit paths;
      texts = mapAttrs (_: file: unsafeDiscardStringContext "${file}") texts;
    };
  }
