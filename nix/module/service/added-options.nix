# What nixpkgs' service confinement does not have. Each is off by default.
{ lib, profiles }:
let
  inherit (lib) mkOption types;
  strategies = import ../../reference/strategies.nix;
  listed =
    all:
    lib.concatStringsSep "\n" (
      lib.mapAttrsToList (name: { description, ... }: "- `${name}`: ${description}") all
    );
in
{
  options.confinement = {
    includePath = mkOption {
      type = types.bool;
      default = false;
      description = ''
        Whether the packages of {option}`path` are in the chroot, so that commands without a directory are found. These
        include the ones that NixOS puts on the PATH of every service.
      '';
    };

    includeEnvironment = mkOption {
      type = types.bool;
      default = false;
      description = ''
        Whether the store paths that {option}`environment` names are in the chroot. `PATH` is left out: see
        {option}`confinement.includePath`.
      '';
    };

    profiles = mkOption {
      type = types.listOf (types.enum (lib.attrNames profiles));
      default = [ ];
      example = [
        "dns"
        "tls"
      ];
      description = ''
        Files, sockets and packages of the host to have in the chroot, by what they are for:

        ${listed profiles}
      '';
    };

    ignoredFindings = mkOption {
      type = types.attrsOf types.str;
      default = { };
      example = {
        CU403 = "it manages containers";
      };
      description = ''
        Findings of {command}`confined-units audit` to suppress in this service: the code, and the reason, which the audit
        shows. It takes precedence over {option}`confinedUnits.ignoredFindings`.
      '';
    };

    instanceRoots = mkOption {
      type = types.bool;
      default = false;
      description = ''
        Whether each instance of a template unit has a root directory of its own. Before nixpkgs 25.11 the instances share one,
        and the first that stops or restarts removes the root of all others. Nothing changes for other units, or with other
        rules than `2024`.
      '';
    };

    mounts = mkOption {
      type = types.enum (lib.attrNames strategies);
      default = "read-only";
      description = ''
        How the store paths of the chroot are mounted; the service sees the same with each. What they cost is in
        docs/explanation/mount-strategies.md.

        ${listed strategies}
      '';
    };
  };
}
