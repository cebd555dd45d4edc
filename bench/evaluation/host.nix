# A host through the real module system: `lib` is nixpkgs' own. As large as a small server: 250 services with NixOS' kinds of
# options, of which a few are confined.
lib: index:
let
  inherit (lib)
    mkIf
    mkMerge
    mkOption
    types
    ;
  inherit (builtins) genList listToAttrs toFile;

  unitOption = types.oneOf [
    types.bool
    types.int
    types.float
    types.str
    types.path
    types.package
  ];
  settings = types.attrsOf (types.nullOr (types.either unitOption (types.listOf unitOption)));
  option = type: default: mkOption { inherit type default; };
  strings = option (types.listOf types.str) [ ];

  service = { config, ... }: {
    options = {
      enable = option types.bool true;
      description = option types.str "";
      documentation = strings;
      after = strings;
      before = strings;
      requires = strings;
      wants = strings;
      wantedBy = strings;
      conflicts = strings;
      unitConfig = option settings { };
      serviceConfig = option settings { };
      environment = option (types.attrsOf (types.nullOr types.str)) { };
      path = option (types.listOf types.path) [ ];
      script = option types.lines "";
      preStart = option types.lines "";
      restartTriggers = option (types.listOf types.unspecified) [ ];
      confinement = {
        enable = option types.bool false;
        mode = option (types.enum [
          "full-apivfs"
          "chroot-only"
        ]) "full-apivfs";
        fullUnit = option types.bool false;
        binSh = option (types.nullOr types.path) null;
        packages = option (types.listOf (types.either types.str types.package)) [ ];
      };
    };
    config = mkMerge [
      (mkIf (config.description != "") { unitConfig.Description = config.description; })
      (mkIf config.confinement.enable {
        serviceConfig = {
          PrivateTmp = lib.mkDefault true;
          RootDirectory = "/var/empty";
        };
        confinement.packages = lib.flatten [ (config.serviceConfig.ExecStart or [ ]) ];
      })
    ];
  };

  named = i: {
    name = "service-${toString i}";
    value = {
      description = "Service ${toString i} of host ${toString index}";
      after = [ "network.target" ];
      wantedBy = [ "multi-user.target" ];
      environment.NUMBER = toString i;
      serviceConfig = {
        ExecStart = "${toFile "program-${toString (lib.mod i 40)}" "program"} --host ${toString index}";
        Restart = "on-failure";
        CapabilityBoundingSet = [ "CAP_NET_BIND_SERVICE" ];
      };
      confinement.enable = lib.mod i 8 == 0;
    };
  };

  units = { config, ... }: {
    options.systemd.units = option (types.attrsOf types.str) { };
    config.systemd.units = lib.mapAttrs' (
      name: value:
      lib.nameValuePair "${name}.service" (builtins.toJSON { inherit (value) unitConfig serviceConfig; })
    ) config.systemd.services;
  };
in
lib.evalModules {
  modules = [
    units
    {
      options.systemd.services = option (types.attrsOf (types.submodule service)) { };
      options.confinedUnits.dialect = option types.str "2022";
    }
  ]
  # As in NixOS, many modules define a few services each.
  ++ genList (part: {
    systemd.services = listToAttrs (genList (i: named (part * 5 + i)) 5);
  }) 50;
}
