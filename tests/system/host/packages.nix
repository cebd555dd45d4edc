# Packages whose programs run: a static busybox, copied into the store, and files that refer to each other.
{ system, busybox }:
let
  inherit (builtins) concatStringsSep genList;
  single = import ../../../examples/plain/packages/single.nix { inherit system; };

  raw =
    name: command: environment:
    derivation (
      environment
      // {
        inherit name system;
        builder = "/bin/sh";
        PATH = "/usr/bin:/bin";
        args = [
          "-euc"
          command
        ];
      }
    );

  packages = {
    busybox =
      raw "busybox" "mkdir -p $out/bin; cp $program $out/bin/busybox; chmod 555 $out/bin/busybox; ln -s busybox $out/bin/sh"
        {
          program = builtins.path {
            path = busybox;
            name = "busybox-program";
          };
        };

    # words → messages → the programs: two steps from what a unit names
    words = single.file "words" "hello from the store\n";
    messages =
      raw "messages" "mkdir -p $out/share; printf '%s' $words > $out/share/from; ln -s $words $out/share/words"
        {
          inherit (packages) words;
        };

    # a path that no unit names
    elsewhere = single.file "elsewhere" "not for everyone\n";

    # many NUMBER: a package that needs that many others
    many =
      number:
      single.file "many-${toString number}" (
        concatStringsSep "\n" (genList (i: single.file "leaf-${toString number}-${toString i}" "leaf ${toString i}\n") number)
      );

    script = name: text: single.script name name "${packages.busybox}/bin/sh" text;

    # what ./service.nix of the example puts on PATH or shows as /bin/sh
    bash = packages.busybox;
    bashInteractive = packages.busybox;
    coreutils = packages.busybox;
    findutils = packages.busybox;
    gnugrep = packages.busybox;
    gnused = packages.busybox;
    tzdata = packages.words;
    stdenv.hostPlatform = {
      inherit system;
    };
  };
in
single // packages
