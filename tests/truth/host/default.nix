# A host of services that are really run.
#
#   group    a file name of ../services without its end; null: all
#   fixes    [ { service, name, files } ]: for each the service once more, called `name`, with the options of the files, modules
#
# The confined services; each once more without confinement, its name ending in -open; and those with fixes.
{ dialect ? "2024", busybox, bash, builder ? null, nodejs ? null, group ? null, fixes ? [ ], system ? "x86_64-linux" }:
let
  inherit (builtins) attrNames concatMap elem filter foldl' isAttrs isList listToAttrs mapAttrs match readDir replaceStrings;

  packages = import ./packages.nix { inherit system; busybox = /. + busybox; bash = /. + bash; };
  kit = packages // import ./kit.nix packages;
  groups = if group != null then [ "${group}.nix" ] else filter (name: match ".*\\.nix" name != null) (attrNames (readDir ../services));
  filesOf = name: { file = ../services + "/${name}"; value = mapAttrs (_: written) (import (../services + "/${name}") kit); };
  definitions = map filesOf groups;
  services = foldl' (all: { value, ... }: all // value) { } definitions;

  written = service: service // {
    serviceConfig = { Type = "oneshot"; } // service.serviceConfig or { };
    confinement = { enable = true; } // service.confinement or { };
  };
  unconfined = service: service // { confinement = removeAttrs service.confinement [ "enable" ]; };

  # before the @ of a template
  called = name: end:
    let template = match "(.*)@" name; in if template == null then "${name}${end}" else "${builtins.head template}${end}@";
  open = listToAttrs (map (name: { name = called name "-open"; value = unconfined services.${name}; }) (attrNames services));

  # What the module system does for priorities and lists, in as much as fixes need it.
  lib = {
    getBin = package: package.bin or package;
    getLib = package: package.lib or package;
    mkForce = content: { _type = "override"; inherit content; };
    mkDefault = content: content;
    mkAfter = content: content;
    mkBefore = content: content;
  };
  forced = value: isAttrs value && value._type or null == "override";
  plain = value: if forced value then value.content else if isAttrs value && !(value ? outPath) then mapAttrs (_: plain) value else value;
  listOf = value: if isList value then value else [ value ];
  join = old: new:
    if forced new then plain new
    else if isAttrs old && isAttrs new && !(new ? outPath)
    then old // mapAttrs (name: value: if old ? ${name} then join old.${name} value else plain value) new
    else if isList old || isList new then listOf old ++ listOf new
    else new;
  fixed = listToAttrs (map ({ service, name, files }: {
    inherit name;
    value = foldl' (old: file: join old (import file {
      inherit lib;
      inherit (host) config;
      pkgs = packages;
    }).systemd.services.${service}) services.${service} files;
  }) fixes);

  # NixOS joins these lists with those of its confinement.
  joined = name: service:
    let
      settings = service.serviceConfig;
      root = "/run/confinement/${if dialect == "2024" then replaceStrings [ "@" ] [ "-" ] name else "%n"}";
      theirs = {
        RuntimeDirectory = [ (builtins.substring 5 (-1) root) ];
        InaccessiblePaths = [ "-+${root}" ];
        ReadOnlyPaths = [ "+/" ];
      };
      both = mapAttrs (option: value: value ++ listOf settings.${option}) (builtins.intersectAttrs settings theirs);
    in
    if elem dialect [ "2019" "2022" ] || !(service.confinement.enable or false) then service
    else service // { serviceConfig = settings // both; };

  all = services // open // fixed;
  evaluated = import ../../../examples/plain/evaluate.nix { inherit dialect packages; } [ { file = ./default.nix; value = mapAttrs joined all; } ];
  host = evaluated // {
    config = evaluated.config // { environment.binsh = "${packages.bash}/bin/sh"; };
    options = evaluated.options // {
      systemd.services.definitionsWithLocations = map ({ file, value }: { file = toString file; inherit value; }) definitions;
    };
  };
  generator = import ../../../nix { inherit system nodejs; builder = /. + builder; };
in
host // {
  dropIns = generator.confinedUnits (host // { name = "truth"; });
  # Names every package, for those to be built that no text has the context of.
  units = packages.build "units" "cp $textPath $out" { passAsFile = [ "text" ]; text = builtins.toJSON {
    units = mapAttrs (_: unit: unit.text) host.config.systemd.units;
    paths = { AUTHORITY = "${packages.authority}"; HELLO = "${packages.hello}"; BASH_PACKAGE = "${packages.bash}"; ANSWER = "${packages.answer}"; };
    packages = concatMap (package: if isAttrs package && package ? outPath then [ "${package}" ] else [ ]) (builtins.attrValues packages);
  }; };
}
