# Where the closure of each service starts, and store paths ("hubs") that refer to all of it: inside an evaluation one for 25
# services, since Nix looks at all that a hub refers to when it is built anew.
#
# The closure of the reference is that of a text file's references, and which references a text has is found out when it
# is built. Three ways lead to the same closures (docs/explanation/closures.md), and the table names one for each service:
#   outputs  realised = true: output paths are read from the .drv files, the hub is a plain file. Impure evaluation.
#   paths    inside an evaluation: what the text itself names (./text-roots.nix).
#   texts    the text becomes a derivation, and Nix finds its references: where neither is certain.
# No .drv is read inside an evaluation, because there is none where nothing is written: `nix-build --dry-run`,
# `nix flake check --no-build`.
{ text }:
{ services, realised }:
let
  inherit (builtins)
    appendContext
    attrNames
    concatMap
    concatStringsSep
    elemAt
    filter
    genList
    length
    listToAttrs
    mapAttrs
    unsafeDiscardStringContext
    ;

  asPath =
    path:
    appendContext path {
      ${path} = {
        path = true;
      };
    };
  lines = concatStringsSep "\n";

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
  texts = import ./texts.nix { inherit text; } (
    filter (service: !(paths ? ${service.name})) services
  );

  rootsInText =
    service:
    if paths ? ${service.name} then
      appendContext (lines paths.${service.name}) service.context
    else
      "${texts.${service.name}}";
  hubOf = part: text "confined-units-roots" (lines (map rootsInText part));
  # [ [ at most `size` of them ] … ], one at least.
  parts =
    size: list:
    let
      rest = length list - size;
    in
    if rest <= 0 then
      [ list ]
    else
      [ (genList (elemAt list) size) ] ++ parts size (genList (i: elemAt list (size + i)) rest);
in
if realised then
  {
    hubs = [
      (builtins.toFile "confined-units-roots" (
        lines (map (path: asPath (unsafeDiscardStringContext path)) (outputPaths ++ plain))
      ))
    ];
    table.outputs = mapAttrs (_: unsafeDiscardStringContext) outputs;
  }
else
  {
    hubs = map hubOf (parts 25 services);
    table = {
      inherit paths;
      texts = mapAttrs (_: file: unsafeDiscardStringContext "${file}") texts;
    };
  }
