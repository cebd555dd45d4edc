# What would evaluate, build, and then fail at run time.
{
  config,
  lib,
  pkgs,
  ...
}:
let
  inherit (config.confinedUnits) dialect;
  confined = lib.filterAttrs (_: service: service.confinement.enable) config.systemd.services;
  rootOf = import ./root.nix { inherit lib pkgs; };
  inherit ((import ../reference/dialects.nix).${dialect}) nixpkgs privateTmp refuses;
  rules = "the rules of nixpkgs ${nixpkgs}";
  strategies = import ../reference/strategies.nix;
  quoted = builtins.toJSON;

  # Before nixStoreMountOpts (nixpkgs of 2025) there was a boolean for it.
  boot = config.boot or { };
  storeIsReadOnly =
    if boot ? nixStoreMountOpts then
      lib.elem "ro" boot.nixStoreMountOpts
    else
      boot.readOnlyNixStore or false;

  assertionsOf =
    name:
    { confinement, serviceConfig, ... }:
    let
      subject = "service ${quoted name} is confined and has";
      option = "systemd.services.${quoted name}.serviceConfig";
      isOn =
        key:
        lib.elem (serviceConfig.${key} or false) [
          true
          1
          "1"
          "yes"
          "y"
          "true"
          "t"
          "on"
        ];
      ownPrivateTmp = serviceConfig.PrivateTmp or null;
      root = rootOf {
        inherit dialect name;
        inherit (confinement) instanceRoots;
      };
      # two values for one option are an error of the module system, which tryEval catches
      hasOurs = builtins.tryEval (serviceConfig.RootDirectory == root);
    in
    [
      {
        assertion = hasOurs.success && hasOurs.value;
        message =
          "${subject} a second root directory, in which it would not see the files that are bound for it. Leave"
          + " ${option}.RootDirectory out; where another module sets it, override that with"
          + " lib.mkForce ${quoted root}.";
      }
      {
        assertion = !isOn "RootDirectoryStartOnly";
        message =
          "${subject} ${option}.RootDirectoryStartOnly: the files of a chroot cannot be bound for ExecStart alone. Set it"
          + " to false, and run what must be outside in a service of its own.";
      }
      {
        assertion = privateTmp == "any" || !lib.isString ownPrivateTmp;
        message =
          "${subject} ${option}.PrivateTmp = ${quoted ownPrivateTmp}, a string, which ${rules} do not support. Set it to"
          + " true or false; \"disconnected\" needs a nixpkgs with pull request 560614.";
      }
      {
        assertion = !lib.elem "DynamicUser" refuses || !isOn "DynamicUser";
        message =
          "${subject} ${option}.DynamicUser, with which it would lose its root directory by ${rules}. Name a"
          + " user of users.users, or use a nixpkgs of 2024 or later.";
      }
      {
        assertion = !lib.elem "ProtectSystem" refuses || serviceConfig.ProtectSystem or false == false;
        message =
          "${subject} ${option}.ProtectSystem, for which systemd would look for a /usr that the root directory by"
          + " ${rules} does not have. Leave it out, since nothing of the host's system is there to be protected, or use"
          + " a nixpkgs of 2024 or later.";
      }
      {
        assertion = !strategies.${confinement.mounts}.needsReadOnlyStore || storeIsReadOnly;
        message =
          "${subject} confinement.mounts = \"inherit\", with which it could write to the store: the store of this host is not"
          + " mounted read-only. Put \"ro\" into boot.nixStoreMountOpts, or choose \"overlay\" or \"image\".";
      }
    ];
in
{
  assertions = lib.concatLists (lib.mapAttrsToList assertionsOf confined);
}
