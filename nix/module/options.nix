# config.confinedUnits: what holds for all services of a host.
{
  lib,
  pkgs,
  modulesPath,
  ...
}:
let
  inherit (lib)
    literalExpression
    literalMD
    mkOption
    types
    ;
in
{
  options.confinedUnits = {
    dialect = mkOption {
      type = types.enum (lib.attrNames (import ../reference/dialects.nix));
      default = import ./dialect.nix modulesPath;
      defaultText = literalMD "the rules of the nixpkgs that the host is made of";
      example = "2024";
      description = ''
        The rules of nixpkgs' own service confinement to follow, named after the year of their release: `2024`, `2025` with a root
        directory for each instance of a template unit, `2026` with `PrivateTmp=disconnected`. `2019` and `2022`, of older
        releases, must be chosen explicitly.
      '';
    };

    strict = mkOption {
      type = types.bool;
      default = false;
      description = ''
        Whether to fail on what nixpkgs' own generator gets wrong, such as a bind of a dangling symlink. By default that is
        a warning in the build log.
      '';
    };

    ignoredFindings = mkOption {
      type = types.attrsOf types.str;
      default = { };
      example = {
        CU501 = "no service of this host is in a hurry";
      };
      description = ''
        Findings of {command}`confined-units audit` to suppress in all services: the code, and the reason, which the audit
        shows.
      '';
    };

    nodejs = mkOption {
      type = types.path;
      default = pkgs.buildPackages.nodejs-slim or pkgs.buildPackages.nodejs;
      defaultText = literalExpression "pkgs.nodejs-slim";
      description = "The Node.js whose {file}`bin/node` runs the generator at build time. It does not become part of the host.";
    };

    builder = mkOption {
      type = types.path;
      default = pkgs.buildPackages.callPackage ../builder.nix { };
      defaultText = literalMD "the generator, bundled from confined-units' sources";
      description = "The generator, one file of JavaScript.";
    };
  };
}
