# /bin/sh, and interpreters by name.
packages: with packages;
let
  by = interpreter: text: script "by-1" "by" interpreter text + "/bin/by";
in {
  # the shell of the chroot, in an Exec line
  sh-c = run "/bin/sh -c 'exit 0'";
  # the same without such a shell
  sh-c-without = on { binSh = null; } (run "/bin/sh -c 'exit 0'");
  # the same with another shell
  sh-c-other = on { binSh = "${ash}/bin/sh"; } (run "/bin/sh -c 'exit 0'");
  # a script of /bin/sh
  sh-script = run (by "/bin/sh" "exit 0");
  # the same without such a shell
  sh-script-without = on { binSh = null; } (run (by "/bin/sh" "exit 0"));
  # a script of /bin/bash
  bin-bash-script = run (by "/bin/bash" "exit 0");
  # a script of /usr/bin/env, its PATH has the shell
  env-script = { path = [ bash ]; } // run (by "/usr/bin/env bash" "exit 0");
  # the same in the chroot-only mode
  env-script-chroot-only = chrootOnly ({ path = [ bash ]; } // run (by "/usr/bin/env bash" "exit 0"));
  # a script of the store's env, its PATH has the shell, the chroot does not
  store-env-script = { path = [ gawk ]; } // run (by "${coreutils}/bin/env awk -f" "BEGIN { exit 0 }");
  # the same, and the chroot has it
  store-env-script-added = on { packages = [ gawk ash ]; } ({ path = [ ash ]; } // run (by "${coreutils}/bin/env ash" "exit 0"));
  # a program of awk that reads a file of the machine
  awk-host = run (by "${gawk}/bin/awk -f" ''BEGIN { if ((getline line < "/etc/greeter/greeter.conf") < 1) exit 1 }'');
  # a program of awk that reads a file of the store
  awk-store = run (by "${gawk}/bin/awk -f" ''BEGIN { if ((getline line < "${words}/share/words") < 1) exit 1 }'');
  # a command of the shell's PATH in bash -c
  bash-c-command = run "${bash}/bin/bash -c 'cat ${words}/share/words'";
  # the same, on the chroot's PATH
  bash-c-command-added = on { packages = [ coreutils ]; } (run "${bash}/bin/bash -c 'cat ${words}/share/words'");
  # builtins in bash -c
  bash-c-builtins = run ''${bash}/bin/bash -c 'cd / && [ -d /nix ] && echo "$PWD"' '';
  # two commands of PATH in sh -c
  sh-c-commands = run "/bin/sh -c 'touch /tmp/x && rm /tmp/x'";
  # a command that nothing has
  bash-c-unknown = run "${bash}/bin/bash -c frobnicate";
  # a file of the machine in bash -c
  bash-c-host-file = run ''${bash}/bin/bash -c 'read -r line < /etc/greeter/greeter.conf' '';
  # a program of the store by its full path in bash -c
  bash-c-full-path = run "${bash}/bin/bash -c '${hello}/bin/hello > /dev/null'";
  # a script that bash is given as a file
  bash-file = run "${bash}/bin/bash ${script "file-1" "file" "${bash}/bin/bash" "cat ${words}/share/words"}/bin/file";
  # the same with builtins only
  bash-file-builtins = run "${bash}/bin/bash ${script "file-2" "file" "${bash}/bin/bash" "echo fine"}/bin/file";
  # bash -c with options before it
  bash-euc = run "${bash}/bin/bash -euc 'cat ${words}/share/words'";
  # the command that it computes
  bash-c-computed = run ''${bash}/bin/bash -c 'program=cat; "$program" ${words}/share/words' '';
}
