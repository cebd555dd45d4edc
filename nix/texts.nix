# services → { NAME = a derivation of its package text; … }: Nix scans it for references, as it does the reference's.
{ text }:
services:
let
  # Cut, since the name of a store path has at most 211 characters, and a service's may have more.
  nameOf =
    service:
    builtins.substring 0 150 (
      builtins.concatStringsSep "" (
        map (part: if builtins.isString part then part else "-") (
          builtins.split "[^0-9a-zA-Z+_-]+" service.pathSafeName
        )
      )
    );
in
builtins.listToAttrs (
  map (service: {
    inherit (service) name;
    value = text "${nameOf service}-string-contexts.txt" (
      builtins.appendContext service.packageText service.context
    );
  }) services
)
