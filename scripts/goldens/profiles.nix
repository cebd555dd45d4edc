# The profiles of a host that has nothing below environment.etc: what a host without our module binds to the same end. Only
# builtins, so that no nixpkgs is needed.
let
  lib = {
    inherit (builtins) concatMap filter isString;
    hasPrefix = prefix: text: builtins.substring 0 (builtins.stringLength prefix) text == prefix;
    removePrefix =
      prefix: text:
      if lib.hasPrefix prefix text then
        builtins.substring (builtins.stringLength prefix) (-1) text
      else
        text;
    splitString = separator: text: builtins.filter builtins.isString (builtins.split separator text);
    optional = condition: value: if condition then [ value ] else [ ];
    mkDefault = value: value;
  };
  config = {
    environment.etc = { };
    nix.package = null;
    services.nscd.enable = true;
    systemd.globalEnvironment = { };
  };
in
builtins.mapAttrs
  (_: profile: {
    inherit (profile)
      binds
      variables
      below
      named
      ;
  })
  (
    import ../../nix/module/profiles {
      inherit config lib;
    }
  )
