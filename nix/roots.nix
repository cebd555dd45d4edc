# Where the closure of each service starts, and one store path ("hub") that refers to all of it.
#
# The closure of the reference is that of a text file's references, and which references a text has is found out when it
# is built. Two ways lead to the same closures (docs/explanation/closures.md):
#   data     realised = true: output paths are read from the .drv files, the hub is a plain file. Impure evaluation.
#   texts    inside an evaluation: each service's text becomes a derivation. No .drv is read, because there is none where
#            nothing is written: `nix-build --dry-run`, `nix flake check --no-build`.
{ system, shell }:
{ manifest, realised }:
let
  inherit (builtins)
    appendContext
    attrNames
    concatMap
    concatStringsSep
    filter
    listToAttrs
    ;

  asPath =
    path:
    appendContext path {
      ${path} = {
        path = true;
      };
    };

  entries = filter (entry: entry ? packageText) manifest.services;

  # [ { path; entry; } ] over all services; the same path can be named with other outputs elsewhere.
  contextEntries = concatMap (
    service:
    map (path: {
      inherit path;
      entry = service.context.${path};
    }) (attrNames service.context)
  ) entries;

  outputs = listToAttrs (
    concatMap (
      { path, entry }:
      map (output: {
        name = "${path}!${output}";
        value = (import (asPath path)).${output};
      }) (entry.outputs or [ ])
    ) contextEntries
  );

  # Paths that are roots by themselves; a .drv with all its outputs brings in their closures.
  plain = attrNames (
    listToAttrs (
      map (
        { path, ... }:
        {
          name = path;
          value = null;
        }
      ) (filter ({ entry, ... }: entry.path or false || entry.allOutputs or false) contextEntries)
    )
  );

  outputPaths = map (name: outputs.${name}) (attrNames outputs);

  # One text in, one file out, by nothing but a POSIX shell's own commands: a sandbox holds no more than /bin/sh.
  text =
    name: content:
    derivation {
      inherit name system content;
      builder = shell;
      passAsFile = [ "content" ];
      args = [
        "-c"
        ''
          while IFS= read -r line; do printf '%s\n' "$line"; done < "$contentPath" > "$out"
          printf '%s' "$line" >> "$out"
        ''
      ];
      preferLocalBuild = true;
    };

  texts = listToAttrs (
    map (service: {
      inherit (service) name;
      value = text "${textName service}-string-contexts.txt" (
        appendContext service.packageText service.context
      );
    }) entries
  );

  # Cut, since the name of a store path has at most 211 characters, and a service's may have more.
  textName =
    service:
    builtins.substring 0 150 (
      concatStringsSep "" (
        map (part: if builtins.isString part then part else "-") (
          builtins.split "[^0-9a-zA-Z+_-]+" service.pathSafeName
        )
      )
    );

  lines = concatStringsSep "\n";
  discard = builtins.unsafeDiscardStringContext;
in
if realised then
  {
    hub = builtins.toFile "confined-units-roots" (
      lines (map (path: asPath (discard path)) (outputPaths ++ plain))
    );
    table.outputs = builtins.mapAttrs (_: discard) outputs;
  }
else
  {
    hub = text "confined-units-roots" (lines (map (name: "${texts.${name}}") (attrNames texts)));
    table.texts = builtins.mapAttrs (_: file: discard "${file}") texts;
  }
