# A host in the shape of NixOS. Each service has a program of its own with a chain of libraries of its own and some that all
# share, so that its closure has `paths` store paths. Libraries are plain store files, which take no build. What the reference
# would build stands in systemd.packages, made by ./reference.
{
  services,
  paths,
  own,
}:
let
  system = "x86_64-linux";
  inherit (builtins) genList listToAttrs toFile;

  # The name of the one below is in the text, so it is a reference.
  chain =
    prefix: length: below:
    builtins.foldl' (last: i: toFile "${prefix}-${toString i}" "${last}\n") below (
      genList (i: i) length
    );
  common = chain "common" (paths - own - 1) (toFile "base" "");

  program =
    name: library:
    derivation {
      inherit name system library;
      builder = "/bin/sh";
      args = [
        "-c"
        "echo $library > $out"
      ];
    };

  shell = toFile "sh" "";

  reference = import ./reference/drop-in.nix {
    builders = import ./reference/stand-in.nix { inherit system; };
    dialect = "2024";
  };
  referenceOf =
    { name, value }:
    reference {
      inherit name;
      pathSafeName = name;
      text = builtins.concatStringsSep "\n" value.confinement.packages;
      inherit (value.confinement) binSh;
      privateTmp = value.serviceConfig.PrivateTmp;
    };

  # Every second service has a shell, and sees no /tmp.
  service =
    i:
    let
      isOdd = builtins.bitAnd i 1 == 1;
      main = program "service-${toString i}" (chain "service-${toString i}" (own - 1) common);
    in
    {
      name = "service-${toString i}";
      value = {
        confinement = {
          enable = true;
          mode = "full-apivfs";
          fullUnit = false;
          binSh = if isOdd then shell else null;
          packages = [ "${main}" ] ++ (if isOdd then [ shell ] else [ ]);
        };
        serviceConfig = {
          ExecStart = "${main}";
          PrivateTmp = !isOdd;
          RootDirectory = "/run/confinement/service-${toString i}";
        };
      };
    };

  confined = genList service services;
in
{
  config = {
    confinedUnits.dialect = "2024";
    systemd = {
      services = listToAttrs confined;
      packages = map referenceOf confined;
    };
  };
  pkgs = { inherit system; };
}
