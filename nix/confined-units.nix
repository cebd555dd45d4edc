# A manifest → the derivation that writes all drop-ins of one host: one node process, no stdenv, no shell.
#
# The builder is given the manifest, one reference graph, and how to find each service's roots in it (./roots.nix).
# exportReferencesGraph is used in its classic form: it is linear, where the JSON of structured attributes computes
# every closureSize and is quadratic.
{
  system,
  nodejs,
  builder,
  shell,
}:
{
  name,
  manifest,
  realised ? false,
  strict ? false,
}:
let
  strategies = import ./reference/strategies.nix;
  inherit (builtins)
    any
    attrNames
    filter
    listToAttrs
    map
    stringLength
    substring
    toJSON
    ;

  # No more than drop-ins depend on, so that an edit which changes none of them rebuilds nothing.
  lean =
    service:
    builtins.removeAttrs service [ "full" ]
    // (
      if service.reference or null == null then
        { }
      else
        { reference = { inherit (service.reference) script; }; }
    );

  # ---- what stands in one derivation

  # With the path of a .drv file, what the derivation builds is in the closure, if it is built: Nix fails where it is not. Such a service
  # fails, or sees, what it would alone (docs/explanation/closures.md).
  namesDerivation =
    service:
    any (
      path:
      let
        entry = service.context.${path};
      in
      entry.allOutputs or false
      || entry.path or false && substring (stringLength path - 4) 4 path == ".drv"
    ) (attrNames (service.context or { }));
  apart = filter namesDerivation manifest.services;
  together = filter (service: !namesDerivation service) manifest.services;

  # The shell starts faster, but what is built from data needs nothing but Node.js.
  text = import ./text.nix {
    inherit system nodejs;
    shell = if realised then null else shell;
  };
  rootsOf =
    services:
    import ./roots.nix { inherit text; } {
      services = filter (service: service ? packageText) services;
      inherit realised;
    };
  rootsOfOne =
    service:
    if namesDerivation service then
      rec {
        hubs = [ (import ./texts.nix { inherit text; } [ service ]).${service.name} ];
        table.texts.${service.name} = builtins.unsafeDiscardStringContext "${builtins.head hubs}";
      }
    else
      rootsOf [ service ];

  # What a service with `image` or `overlay` mounts is built on its own, so that nothing but its own closure changes it,
  # and with it its drop-in: NixOS restarts what changed.
  hasImage =
    service: (strategies.${service.confinement.mounts or "read-only"} or { }).hasImage or false;
  imageOf =
    service:
    derivation (
      builderOf [ service ] (rootsOfOne service)
      // {
        name = "confined-units-${storeName service.pathSafeName}.erofs";
        isImage = "1";
      }
    );

  dropInsOf =
    name: services: roots: more:
    derivation (
      builderOf services roots
      // {
        name = "confined-units-${storeName name}";
        images = toJSON (byName imageOf (filter hasImage services));
      }
      // more
    );
  dropInsApart = service: dropInsOf service.pathSafeName [ service ] (rootsOfOne service) { };

  byName =
    make: services:
    listToAttrs (
      map (service: {
        inherit (service) name;
        value = "${make service}";
      }) services
    );

  # A host's name may hold what the name of a store path must not (nix.dev, "Store path": [0-9a-zA-Z+-._?=]), and be longer.
  storeName =
    text:
    substring 0 150 (
      builtins.concatStringsSep "" (
        map (part: if builtins.isString part then part else "-") (builtins.split "[^0-9a-zA-Z+._?=-]+" text)
      )
    );

  builderOf = services: roots: {
    inherit system;
    builder = "${nodejs}/bin/node";
    args = [ (import ./in-store.nix "confined-units-builder.cjs" builder) ];
    manifest = toJSON {
      inherit (manifest)
        schema
        system
        declaredDialect
        scripts
        ;
      depth = "lean";
      nodejs = null;
      services = map lean services;
    };
    roots = toJSON roots.table;
    images = "{}";
    apart = "{}";
    passAsFile = [
      "manifest"
      "roots"
      "images"
      "apart"
    ];
    exportReferencesGraph = builtins.concatLists (
      builtins.genList (i: [
        "graph-${toString i}"
        (builtins.elemAt roots.hubs i)
      ]) (builtins.length roots.hubs)
    );
    strict = if strict then "1" else "";
    # Shorter than the copy to another machine would be.
    preferLocalBuild = true;
  };

  services = listToAttrs (
    map (service: {
      inherit (service) name;
      value = service;
    }) manifest.services
  );
in
dropInsOf name together (rootsOf together) { apart = toJSON (byName dropInsApart apart); }
// {
  inherit manifest services;
}
