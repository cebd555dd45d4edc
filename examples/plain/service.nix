# One service as it is written → the same as NixOS evaluates it: defaults filled in, `script` made a program,
# `path` put on PATH, and what confinement adds by the rules of the dialect.
{
  dialect,
  packages,
  units,
}:
name: specification:
let
  inherit (builtins)
    concatLists
    concatMap
    concatStringsSep
    filter
    isList
    isString
    replaceStrings
    split
    ;

  pathSafeName = replaceStrings [ "@" ":" "\\" "[" "]" ] [ "-" "-" "-" "" "" ] name;
  # names of store paths are stricter than names of units
  storeName = concatStringsSep "-" (filter isString (split "[^0-9a-zA-Z+_-]+" pathSafeName));

  program = "${storeName}-start";
  script =
    packages.script "unit-script-${program}" program "${packages.bash}/bin/bash"
      specification.script;
  fromScript = if specification ? script then { ExecStart = "${script}/bin/${program} %i"; } else { };

  defaultPath = with packages; [
    coreutils
    findutils
    gnugrep
    gnused
  ];
  path = specification.path or [ ] ++ defaultPath;

  confinement = {
    enable = false;
    mode = "full-apivfs";
    fullUnit = false;
    binSh = "${packages.bashInteractive}/bin/bash";
    packages = [ ];
  }
  // specification.confinement or { };
  wantsAPIVFS = confinement.mode == "full-apivfs";

  root = {
    "2019" = {
      RootDirectory = packages.emptyDirectory "${storeName}-chroot";
      TemporaryFileSystem = "/";
    };
    "2022" = {
      RootDirectory = "/var/empty";
      TemporaryFileSystem = "/";
    };
    "2024" = {
      RootDirectory = "/run/confinement/${pathSafeName}";
      RuntimeDirectory = [ "confinement/${pathSafeName}" ];
      InaccessiblePaths = [ "-+/run/confinement/${pathSafeName}" ];
      ReadOnlyPaths = [ "+/" ];
    };
    # a root for each instance of a template
    "2025" = {
      RootDirectory = "/run/confinement/%n";
      RuntimeDirectory = [ "confinement/%n" ];
      InaccessiblePaths = [ "-+/run/confinement/%n" ];
      ReadOnlyPaths = [ "+/" ];
    };
  };
  confined = root.${dialect} // {
    MountAPIVFS = wantsAPIVFS;
    PrivateDevices = wantsAPIVFS;
    PrivateMounts = true;
    PrivateTmp = wantsAPIVFS;
    PrivateUsers = wantsAPIVFS;
    ProtectControlGroups = wantsAPIVFS;
    ProtectKernelModules = wantsAPIVFS;
    ProtectKernelTunables = wantsAPIVFS;
  };
  serviceConfig =
    (if confinement.enable then confined else { }) // fromScript // specification.serviceConfig or { };

  execLines =
    concatMap
      (
        option:
        let
          value = serviceConfig.${option} or [ ];
        in
        if isList value then value else [ value ]
      )
      [
        "ExecReload"
        "ExecStart"
        "ExecStartPost"
        "ExecStartPre"
        "ExecStop"
        "ExecStopPost"
      ];
in
{
  inherit name path serviceConfig;
  description = specification.description or "";
  wantedBy = specification.wantedBy or [ "multi-user.target" ];
  unitConfig = specification.unitConfig or { };
  environment = {
    PATH = concatStringsSep ":" (map (package: "${package}/bin") path);
    TZDIR = "${packages.tzdata}/share/zoneinfo";
  }
  // specification.environment or { };
  confinement = confinement // {
    packages =
      if !confinement.enable then
        confinement.packages
      else
        concatLists [
          (if confinement.fullUnit then [ (builtins.toJSON units."${name}.service") ] else execLines)
          (if confinement.binSh == null then [ ] else [ confinement.binSh ])
          confinement.packages
        ];
  };
}
// (if specification ? script then { inherit (specification) script; } else { })
