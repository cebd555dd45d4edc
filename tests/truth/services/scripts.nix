# `script`, and what it starts: by PATH, by full path, in other scripts.
packages: with packages;
let
  greeting = "${words}/share/words";
  function = file "function.sh" "cat() { while read -r line; do echo \"$line\"; done < \"$1\"; }\n";
  withCat = shell "inner" "cat ${greeting}";
in {
  # builtins only
  builtins = { script = "echo fine; cd /; test -d /nix"; };
  # a command of the default PATH
  default-path = { script = "cat ${greeting}"; };
  # the same, and the package is in the chroot
  default-path-added = on { packages = [ coreutils ]; } { script = "cat ${greeting}"; };
  # a command of `path`
  own-path = { path = [ hello ]; script = "hello"; };
  # the same, and the package is in the chroot
  own-path-added = on { packages = [ hello ]; } { path = [ hello ]; script = "hello"; };
  # a command that nothing has
  unknown-command = { script = "frobnicate --now"; };
  # a command whose failure does not matter
  or-true = { script = "cat ${greeting} || true"; };
  # the same, another way to write it
  or-echo = { script = "rm /tmp/old 2>/dev/null || echo 'nothing to remove'"; };
  # a command that is not reached
  dead-branch = { script = "if [ -n \"$NEVER\" ]; then cat ${greeting}; fi"; };
  # a command that is reached
  live-branch = { script = "if [ -z \"$NEVER\" ]; then cat ${greeting}; fi"; };
  # a command in a function that is not called
  unused-function = { script = "clean() { rm -rf /tmp/old; }\necho fine"; };
  # a command in a function that is called
  used-function = { script = "clean() { rm -rf /tmp/old; }\nclean"; };
  # a sourced file defines the command
  sourced-function = { script = ". ${function}\ncat ${greeting}"; };
  # a sourced file runs a command
  sourced-command = { script = ". ${file "sourced.sh" "cat ${greeting}\n"}"; };
  # a loop over a file with builtins
  while-read = { script = "while read -r line; do echo \"$line\"; done < ${greeting}"; };
  # a loop that runs a command
  while-read-command = { script = "while read -r line; do wc -c < ${greeting}; done < ${greeting}"; };
  # a loop that does not run
  no-round = { script = "for file in /tmp/nothing-*/x; do [ -e \"$file\" ] || continue; cat \"$file\"; done"; };
  # a command that is asked for before
  asked-for = { script = "if command -v frobnicate > /dev/null; then frobnicate; fi"; };
  # a command as a condition
  as-condition = { script = "if grep -q hello ${greeting}; then echo found; else echo none; fi"; };
  # a command in a pipeline that is not its last
  first-of-pipeline = { script = "cat ${greeting} | while read -r line; do echo \"$line\"; done"; };
  # a command substitution whose failure ends the script
  substitution = { script = "today=$(date +%s)\necho \"$today\""; };
  # a command substitution whose status is lost
  substitution-in-words = { script = "echo \"started at $(date +%s)\""; };
  # after exit
  after-exit = { script = "exit 0\ncat ${greeting}"; };
  # a command in the background, not waited for
  background = { script = "cat ${greeting} &\necho fine"; };
  # errors do not end it
  without-e = { script = "set +e\ncat ${greeting}\nexit 0"; };
  # a script of its own without -e
  own-script-goes-on = run (shell "own" "cat ${greeting}\necho fine");
  # the same, the command is the last one
  own-script-ends = run (shell "own" "echo fine\ncat ${greeting}");
  # PATH set by the script
  sets-path = { script = "export PATH=${coreutils}/bin:$PATH\ncat ${greeting}"; };
  # PATH set by the script to nothing of the store
  sets-path-usr = { script = "PATH=/usr/bin:/bin\ncat ${greeting}"; };
  # a variable with a default as the command
  default-variable = { script = "\${CAT:-cat} ${greeting}"; };
  # a command that the script computes
  computed = { script = "program=$(echo cat)\n$program ${greeting}"; };
  # eval
  evaluated = { script = "eval 'cat ${greeting}'"; };
  # a trap that runs when it ends
  trapped = { script = "trap 'rm -f /tmp/x' EXIT\necho fine"; };
  # by its full path
  full-path = { script = "exec ${coreutils}/bin/cat ${greeting}"; };
  # by its full path, in the machine's /usr
  full-path-usr = { script = "/usr/bin/cat ${greeting}"; };
  # by its full path, a name that the package does not have
  full-path-misspelt = { script = "${hello}/bin/helo"; };
  # by its full path, without context
  full-path-stray = { script = "${without stray}/bin/stray"; };
  # env of the machine
  usr-bin-env = { path = [ hello ]; script = "/usr/bin/env hello"; };
  # a script that runs a script that runs a command
  nested = { script = withCat; };
  # the same in three
  nested-twice = { script = shell "middle" withCat; };
  # a nested script with builtins
  nested-builtins = { script = shell "inner" "echo fine"; };
  # a nested script that reads a file of the machine
  nested-host-file = { script = shell "inner" "read -r line < /etc/greeter/greeter.conf\n[ -n \"$line\" ]"; };
  # a nested script whose failure does not matter
  nested-or-true = { script = "${withCat} || true"; };
  # a command through xargs
  through-xargs = on { packages = [ findutils ]; } { script = "echo ${greeting} | xargs cat"; };
  # a command through exec
  through-exec = { script = "exec cat ${greeting}"; };
  # here-document for a builtin
  here-document = { script = "read -r line <<END\nhello\nEND\n[ \"$line\" = hello ]"; };
  # a compiled program that starts another, found on PATH
  starts-by-path = { path = [ hello ]; } // run "${c "start" { }}/bin/start hello";
  # the same, and the package is in the chroot
  starts-by-path-added = on { packages = [ hello ]; } ({ path = [ hello ]; } // run "${c "start" { }}/bin/start hello");
  # PATH from serviceConfig.Environment, with a package of the closure
  environment-path = { serviceConfig.Environment = "PATH=${coreutils}/bin"; script = "cat ${greeting}"; }
    // on { packages = [ coreutils ]; } { };
  # PATH from an EnvironmentFile of the store
  environment-file-path = on { packages = [ coreutils ]; } {
    serviceConfig.EnvironmentFile = "${file "env" "PATH=${coreutils}/bin\n"}";
    script = "cat ${greeting}";
  };
  # PATH of Environment= that has not the command
  environment-path-lacks = { serviceConfig.Environment = "PATH=${hello}/bin"; script = "cat ${greeting}"; } // on { packages = [ coreutils ]; } { };
}
