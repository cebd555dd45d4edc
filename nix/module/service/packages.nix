# What a confined service's chroot holds besides what its host lists.
{ config, lib, ... }:
let
  inherit (config.systemd) units;
  inherit ((import ../../reference/dialects.nix).${config.confinedUnits.dialect}) flattensExec;
in
{ name, config, ... }:
let
  inherit (config) confinement environment serviceConfig;

  commandsOf =
    option:
    let
      value = lib.optional (serviceConfig ? ${option}) serviceConfig.${option};
    in
    if flattensExec then lib.flatten value else value;
  commands = lib.concatMap commandsOf [
    "ExecReload"
    "ExecStart"
    "ExecStartPost"
    "ExecStartPre"
    "ExecStop"
    "ExecStopPost"
  ];
  wholeUnit = [ (builtins.toJSON units."${name}.service") ];

  # as NixOS makes PATH of it; up to 20.09, the option itself is that string
  fromPath = if lib.isString config.path then [ config.path ] else map lib.getBin config.path;
  # as NixOS writes it into the unit: a path is a file that is copied to the store
  values = map (value: "${value}") (
    lib.filter (value: value != null) (lib.attrValues (removeAttrs environment [ "PATH" ]))
  );
in
{
  config.confinement.packages = lib.mkIf confinement.enable (
    (if confinement.fullUnit then wholeUnit else commands)
    ++ lib.optional (confinement.binSh != null) confinement.binSh
    ++ lib.optionals confinement.includePath fromPath
    ++ lib.optionals confinement.includeEnvironment (lib.filter builtins.hasContext values)
  );
}
