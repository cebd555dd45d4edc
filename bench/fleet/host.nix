# A host in the shape of NixOS. Each service has a program of its own with a chain of libraries of its own and some that all
# share, so that its closure has `paths` store paths. Libraries are plain store files, which take no build.
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
    builtins.foldl' (last: i: toFile "${prefix}-${toString i}" "${last}\n") below (genList (i: i) length);
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

  service =
    i:
    let
      main = program "service-${toString i}" (chain "service-${toString i}" (own - 1) common);
    in
    {
      name = "service-${toString i}";
      value = {
        confinement = {
          enable = true;
          mode = "full-apivfs";
          fullUnit = false;
          binSh = null;
          packages = [ "${main}" ];
        };
        serviceConfig = {
          ExecStart = "${main}";
          PrivateTmp = true;
          RootDirectory = "/run/confinement/service-${toString i}";
        };
      };
    };
in
{
  config = {
    confinedUnits.dialect = "2024";
    systemd.services = listToAttrs (genList service services);
  };
  pkgs = { inherit system; };
}
