# What compiled programs need, and what wraps them.
packages: with packages;
let
  whole = linked { rpath = "${libc}/lib:${answer}/lib"; };
  lacking = linked { name = "lacking"; rpath = "${libc}/lib"; };
  stray = c "linked" {
    name = "stray-library";
    rpath = "${libc}/lib:${without answer}/lib";
    flags = "$library/lib/libanswer.so";
    library = build "answer-to-link" "mkdir -p $out/lib; gcc -shared -fPIC -nostdlib -Wl,-soname,libanswer.so -o $out/lib/libanswer.so $source" { source = ../host/c/answer.c; };
  };
  wrapped = flags: variables: "${c "wrapper" ({ flags = flags; } // variables)}/bin/wrapper";
  inner = package: name: "-DINNER=\"\\\"$inner/bin/${name}\\\"\"";
in {
  # a library of the closure
  linked = run "${whole}/bin/linked";
  # a library that no directory it searches has
  library-nowhere = run "${lacking}/bin/lacking";
  # a library that it searches where no context is
  library-stray = run "${stray}/bin/stray-library";
  # a loader of the machine
  loader-host = run "${hostLoader}/bin/loader-of-the-host";
  # LD_LIBRARY_PATH by `environment`
  library-variable = { environment.LD_LIBRARY_PATH = "${answer}/lib"; } // run "${lacking}/bin/lacking";
  # the same, and the package is in the chroot
  library-variable-added = on { packages = [ answer ]; } ({ environment.LD_LIBRARY_PATH = "${answer}/lib"; } // run "${lacking}/bin/lacking");
  # by Environment=
  library-setting = on { packages = [ answer ]; } (set { Environment = "LD_LIBRARY_PATH=${answer}/lib"; } "${lacking}/bin/lacking");
  # by Environment=, not in the chroot
  library-setting-lacks = set { Environment = "LD_LIBRARY_PATH=${answer}/lib"; } "${lacking}/bin/lacking";
  # by an EnvironmentFile of the store
  library-file = on { packages = [ answer ]; } (set { EnvironmentFile = "${file "env" "LD_LIBRARY_PATH=${answer}/lib\n"}"; } "${lacking}/bin/lacking");
  # by an EnvironmentFile of the machine
  library-file-host = on { packages = [ answer ]; } (set { EnvironmentFile = "/run/secrets/libraries"; } "${lacking}/bin/lacking");
  # LD_PRELOAD of a library that is not in the chroot
  preload = { environment.LD_PRELOAD = "${answer}/lib/libanswer.so"; } // run "${hello}/bin/hello";
  # loads a plug-in of the closure
  plug-in = run "${c "load" { }}/bin/load ${answer}/lib/libanswer.so";
  # loads a plug-in without context
  plug-in-stray = run "${c "load" { }}/bin/load ${without answer}/lib/libanswer.so";
  # loads a plug-in by its name, which its search path has
  plug-in-by-name = run "${c "load" { rpath = "${libc}/lib:${answer}/lib"; }}/bin/load libanswer.so";
  # loads a plug-in by its name, which nothing has
  plug-in-nowhere = run "${c "load" { }}/bin/load libfrobnicate.so.1";
  # a library at $ORIGIN/../lib
  origin = run "${build "origin-1" ''
    mkdir -p $out/bin $out/lib
    cp $library/lib/libanswer.so $out/lib/
    gcc -o $out/bin/origin $source $library/lib/libanswer.so -Wl,-dynamic-linker,$libc/lib/ld-linux-x86-64.so.2 \
      -Wl,--enable-new-dtags -Wl,-rpath,"$libc/lib:\$ORIGIN/../lib"
  '' { source = ../host/c/linked.c; library = answer; inherit libc; }}/bin/origin";
  # a compiled wrapper of a program
  wrapper = run (wrapped (inner whole "linked") { inner = whole; });
  # a compiled wrapper of a program that lacks a library
  wrapper-lacks = run (wrapped (inner lacking "lacking") { inner = lacking; });
  # a compiled wrapper that says where the library is
  wrapper-sets = run (wrapped "${inner lacking "lacking"} -DLIBRARIES=\"\\\"$answer/lib\\\"\"" { inner = lacking; inherit answer; });
  # a wrapper that is a script
  wrapper-script = run (shell "wrapped" "export LC_ALL=C\nexec -a \"$0\" \"${whole}/bin/linked\" \"$@\"");
  # a wrapper that is a script, of a program that lacks a library
  wrapper-script-lacks = run (shell "wrapped" "exec -a \"$0\" \"${lacking}/bin/lacking\" \"$@\"");
  # a wrapper that is a script and says where the library is
  wrapper-script-sets = run (shell "wrapped" "export LD_LIBRARY_PATH='${answer}/lib'\${LD_LIBRARY_PATH:+':'}$LD_LIBRARY_PATH\nexec -a \"$0\" \"${lacking}/bin/lacking\" \"$@\"");
  # a wrapper that is a script, of a script that has a command
  wrapper-script-path = run (shell "wrapped" "export PATH='${coreutils}/bin':$PATH\nexec ${shell "inner" "cat ${words}/share/words"} \"$@\"");
  # a program that a script starts lacks a library
  script-lacks = { script = "${lacking}/bin/lacking"; };
  # the program that a script starts has the loader of the machine
  script-loader-host = { script = "exec ${hostLoader}/bin/loader-of-the-host"; };
}
