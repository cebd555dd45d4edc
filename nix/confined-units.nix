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
  roots = import ./roots.nix { inherit system shell; } { inherit manifest realised; };

  # No more than drop-ins depend on, so that an edit which changes none of them rebuilds nothing.
  lean = {
    inherit (manifest)
      schema
      system
      declaredDialect
      scripts
      ;
    depth = "lean";
    nodejs = null;
    services = map (
      service:
      builtins.removeAttrs service [ "full" ]
      // (
        if service.reference or null == null then
          { }
        else
          { reference = { inherit (service.reference) script; }; }
      )
    ) manifest.services;
  };

  # What a service with `image` or `overlay` mounts is built on its own, so that nothing but its own closure changes it,
  # and with it its drop-in: NixOS restarts what changed.
  withImage = builtins.filter (
    service: (strategies.${service.confinement.mounts or "read-only"} or { }).hasImage or false
  ) manifest.services;
  imageOf =
    service:
    let
      own = import ./roots.nix { inherit system shell; } {
        manifest = manifest // {
          services = [ service ];
        };
        inherit realised;
      };
      lone = lean // {
        services = builtins.filter (entry: entry.name == service.name) lean.services;
      };
    in
    derivation (
      common lone own
      // {
        name = "confined-units-${storeName service.pathSafeName}.erofs";
        images = "{}";
        isImage = "1";
      }
    );
  images = builtins.listToAttrs (
    map (service: {
      inherit (service) name;
      value = "${imageOf service}";
    }) withImage
  );

  # A host's name may hold what the name of a store path must not (nix.dev, "Store path": [0-9a-zA-Z+-._?=]), and be longer.
  storeName =
    text:
    builtins.substring 0 150 (
      builtins.concatStringsSep "" (
        map (part: if builtins.isString part then part else "-") (builtins.split "[^0-9a-zA-Z+._?=-]+" text)
      )
    );

  common = manifest: roots: {
    inherit system;
    builder = "${nodejs}/bin/node";
    args = [ (import ./in-store.nix "confined-units-builder.cjs" builder) ];
    manifest = builtins.toJSON manifest;
    roots = builtins.toJSON roots.table;
    passAsFile = [
      "manifest"
      "roots"
      "images"
    ];
    exportReferencesGraph = [
      "graph"
      roots.hub
    ];
    strict = if strict then "1" else "";
    # Shorter than the copy to another machine would be.
    preferLocalBuild = true;
  };

  services = builtins.listToAttrs (
    map (service: {
      inherit (service) name;
      value = service;
    }) manifest.services
  );
in
derivation (
  common lean roots
  // {
    name = "confined-units-${storeName name}";
    images = builtins.toJSON images;
  }
)
// {
  inherit manifest services;
}
