# { nixosConfigurations, pkgs } → { confined-units-HOST = a derivation that fails where the host's drop-ins are not those
# that the reference builds; … }. Which hosts there are is all that is looked at until a check is asked for.
#
#   dialect   the rules to go by, whatever the reference's script is
{ confinedUnits }:
{
  nixosConfigurations,
  pkgs,
  dialect ? null,
  nodejs ? pkgs.nodejs-slim or pkgs.nodejs,
  builder ? pkgs.callPackage ./builder.nix { },
  checker ? pkgs.callPackage ./builder.nix { entry = "check-builder"; },
}:
let
  dialects = import ./reference/dialects.nix;
  checkOf =
    name: host:
    let
      # Reading the script of one that is older, with a string for PrivateTmp, is an error that nothing catches.
      dialectOfNixpkgs = builtins.tryEval (
        import ./module/dialect.nix "${toString host.pkgs.path}/nixos/modules"
      );
      manifest = import ./manifest.nix {
        inherit dialect;
        want = [ "reference" ];
        forceScripts = dialectOfNixpkgs.success && dialects.${dialectOfNixpkgs.value}.privateTmp == "any";
      } host;
      ours = confinedUnits (
        {
          inherit (host) config;
          inherit
            pkgs
            name
            nodejs
            builder
            ;
        }
        // (if dialect == null then { } else { inherit dialect; })
      );
      references = builtins.concatMap (
        service:
        let
          inherit (service.reference) drv;
        in
        if service.reference or null == null || !(service.reference ? drv) then
          [ ]
        else
          [ (builtins.appendContext drv.path { ${drv.drvPath}.outputs = [ "out" ]; }) ]
      ) manifest.services;
    in
    derivation {
      name = "${ours.name}-check";
      inherit (pkgs.stdenv.buildPlatform) system;
      builder = "${nodejs}/bin/node";
      args = [ (import ./in-store.nix "confined-units-check.cjs" checker) ];
      manifest = builtins.toJSON manifest;
      passAsFile = [ "manifest" ];
      anyScript = if dialect == null then "" else "1";
      inherit ours references;
    };
in
builtins.listToAttrs (
  map (name: {
    name = "confined-units-${name}";
    value = checkOf name nixosConfigurations.${name};
  }) (builtins.attrNames nixosConfigurations)
)
