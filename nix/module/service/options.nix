# The five options of nixpkgs' service confinement: same names, types and defaults.
{ config, lib, ... }:
let
  inherit (lib) literalExpression mkOption types;
in
{
  options.confinement = {
    enable = mkOption {
      type = types.bool;
      default = false;
      description = ''
        Whether the service runs in a root directory of its own, which holds no more than the store paths that its commands
        need at run time.
      '';
    };

    fullUnit = mkOption {
      type = types.bool;
      default = false;
      description = ''
        Whether the chroot holds what the whole unit file refers to, and not only what its commands do. This lets in
        more than one may think of; {option}`confinement.packages`, {option}`confinement.includePath` and
        {option}`confinement.includeEnvironment` are more exact.
      '';
    };

    packages = mkOption {
      type = types.listOf (types.either types.str types.package);
      default = [ ];
      description = ''
        Packages, and strings that name store paths, to have in the chroot with all that they need. Those of `ExecReload`,
        `ExecStart`, `ExecStartPost`, `ExecStartPre`, `ExecStop` and `ExecStopPost` in {option}`serviceConfig` are always
        there; those of {option}`path` and {option}`environment` are not.
      '';
    };

    binSh = mkOption {
      type = types.nullOr types.path;
      default = config.environment.binsh;
      defaultText = literalExpression "config.environment.binsh";
      example = literalExpression ''"''${pkgs.dash}/bin/dash"'';
      description = ''
        The program to be found at {file}`/bin/sh` in the chroot, where {manpage}`system(3)` and its like look for a
        shell. `null`: there is none.
      '';
    };

    mode = mkOption {
      type = types.enum [
        "full-apivfs"
        "chroot-only"
      ];
      default = "full-apivfs";
      description = ''
        `full-apivfs`: with {file}`/dev`, {file}`/proc`, {file}`/sys`, {file}`/tmp` and {file}`/var/tmp` of its own, in a
        user name space of its own. `chroot-only`: just the chroot.

        In both, {file}`/tmp` and {file}`/var/tmp` of the host are out of reach unless `serviceConfig.PrivateTmp` is set.
        The network is not confined.
      '';
    };
  };
}
