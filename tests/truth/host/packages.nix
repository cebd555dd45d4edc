# Packages of programs that really run: a static bash and busybox, and C programs over a copy of the machine's libc.
{ system, busybox, bash }:
let
  single = import ../../../examples/plain/packages/single.nix { inherit system; };

  # build : name → shell commands → variables → a package
  build = name: commands: variables:
    derivation ({
      inherit name system;
      builder = "/bin/sh";
      PATH = "/usr/bin:/bin";
      args = [ "-euc" commands ];
    } // variables);
  copied = name: path: builtins.path { inherit name path; };

  # Applets of one busybox; no shell is among them, for its own shell needs no PATH to find them.
  applets = name: list: build name ''
    mkdir -p $out/bin
    cp $program $out/bin/busybox
    for applet in ${list}; do ln -s busybox $out/bin/$applet; done
  '' { program = copied "busybox-program" busybox; };

  packages = rec {
    bash = build "bash-5.2" ''
      mkdir -p $out/bin
      cp $program $out/bin/bash
      ln -s bash $out/bin/sh
    '' { program = copied "bash-program" bashProgram; };
    bashInteractive = bash;
    coreutils = applets "coreutils-9.5" ("cat chgrp chmod chown cp cut date dirname echo env false head hostname id ln ls mkdir "
      + "mktemp mv pwd readlink rm seq sleep sort stat tail test touch tr true uname wc");
    findutils = applets "findutils-4.10" "find xargs";
    gnugrep = applets "gnugrep-3.11" "grep";
    gnused = applets "gnused-4.9" "sed";
    gawk = applets "gawk-5.3" "awk";
    ash = applets "ash-1.36" "ash sh";
    tzdata = single.file "tzdata" "none";
    stdenv.hostPlatform = { inherit system; };

    # A program that says one word, in many shapes.
    hello = c "hello" { };
    static = c "hello" { name = "static-hello"; flags = "-static"; };
    hostLoader = c "hello" { name = "loader-of-the-host"; loader = "/lib64/ld-linux-x86-64.so.2"; };

    # A file that is no program, and a program for another machine.
    foreign = build "foreign-1" ''
      mkdir -p $out/bin
      cp $source/bin/static-hello $out/bin/foreign
      chmod u+w $out/bin/foreign
      printf '\267' | dd of=$out/bin/foreign bs=1 seek=18 conv=notrunc 2>/dev/null
      chmod 555 $out/bin/foreign
    '' { source = static; };
    bareText = build "bare-text-1" "mkdir -p $out/bin; echo words > $out/bin/bare-text; chmod 555 $out/bin/bare-text" { };

    libc = build "glibc-2" ''
      mkdir -p $out/lib
      for file in libc.so.6 ld-linux-x86-64.so.2; do cp "$(gcc -print-file-name=$file)" $out/lib/; done
    '' { };

    # c : name of a file in ./c → { name, flags, loader, rpath, … } → a package with bin/NAME
    c = file: { name ? file, flags ? "", loader ? "${libc}/lib/ld-linux-x86-64.so.2", rpath ? "${libc}/lib", ... }@given:
      build "${name}-1" ''
        mkdir -p $out/bin
        gcc -O1 -w -o $out/bin/${name} $source -Wl,-dynamic-linker,$loader -Wl,--enable-new-dtags -Wl,-rpath,"$rpath" ${flags}
      '' ({ source = copied "${file}.c" (./c + "/${file}.c"); inherit loader rpath; }
        // removeAttrs given [ "name" "flags" "loader" "rpath" ]);

    # A shared library, and programs that are linked to it.
    answer = build "answer-1" ''
      mkdir -p $out/lib
      gcc -shared -fPIC -nostdlib -Wl,-soname,libanswer.so -o $out/lib/libanswer.so $source
    '' { source = copied "answer.c" ./c/answer.c; };
    linked = { name ? "linked", rpath }: c "linked" { inherit name rpath; flags = "$library/lib/libanswer.so"; library = answer; };

    # What is not in the context of its own text.
    without = package: builtins.unsafeDiscardStringContext "${package}";

    file = single.file;
    link = single.link;
    # NixOS has -e in the first line of what it makes of `script`.
    script = package: program: interpreter: text:
      single.script package program (if package == "unit-script-${program}" then "${interpreter} -e" else interpreter) text;
    # shell : name → text → the path of a program
    shell = name: text: "${single.script name name "${bash}/bin/bash" text}/bin/${name}";

    # Built, and named without context.
    stray = c "hello" { name = "stray"; };
    strayData = data "stray-data" "not in the chroot\n";
    strayScript = single.script "stray-script" "stray-script" "${bash}/bin/bash" "exit 0";

    # A script whose interpreter is a script of its own.
    interpreted = single.script "interpreted-1" "interpreted" "${without strayScript}/bin/stray-script" "anything";
    needsStray = single.script "needs-stray-1" "needs-stray" "${bash}/bin/bash" "${coreutils}/bin/cat ${without strayData}/share/stray-data";

    # data : name → text → a package with share/NAME
    data = name: text: build name ''
      mkdir -p $out/share
      printf '%s' "$text" > $out/share/${name}
    '' { inherit text; };
    crypto = build "openssl-3" ''
      mkdir -p $out/lib
      cp "$(gcc -print-file-name=libcrypto.so.3)" $out/lib/
    '' { };
    # Authorities of our own, and a certificate that they signed; what needs a default of OpenSSL finds none in the store.
    authority = build "authority-1" (builtins.readFile ./authority.sh) { };
    verify = c "verify" { rpath = "${libc}/lib:${crypto}/lib"; flags = "$library/lib/libcrypto.so.3"; library = crypto; };
    words = data "words" "hello from the store\n";
  };
  bashProgram = bash;
in
packages // { inherit (single) emptyDirectory; inherit build; }
