# Services as people write them, with several things at a time.
packages: with packages;
let
  greeting = "${words}/share/words";
in {
  # a loop over files of the machine that a pattern names
  pattern = on { packages = [ coreutils ]; } { script = "for f in /etc/greeter/*.conf; do cat \"$f\"; done"; };
  # a loop over files of the machine, each read by the shell
  pattern-builtin = { script = "for f in /srv/www/*.html; do read -r line < \"$f\"; done"; };
  # a default value that is a file of the machine
  default-value = on { packages = [ coreutils ]; } { script = "cat \"\${GREETER:-/etc/greeter/greeter.conf}\""; };
  # a default value that a variable replaces
  default-value-set = on { packages = [ coreutils ]; } { environment.GREETER = greeting; script = "cat \"\${GREETER:-/etc/greeter/greeter.conf}\""; };
  # a directory in a variable of the script
  joined = on { packages = [ coreutils ]; } { script = "base=/var/lib/greeter\ncat \"$base/data\""; };
  # a directory in a variable of the service
  joined-environment = on { packages = [ coreutils ]; } { environment.BASE = "/var/lib/greeter"; script = "cat \"$BASE/data\""; };
  # goes to a directory of the machine and reads a relative path
  goes-and-reads = on { packages = [ coreutils ]; } { script = "cd /var/lib/greeter\ncat data"; };
  # a lock below /var/lock
  lock = { script = "exec 9> /var/lock/greeter.lock"; };
  # removes a file of the machine at the end
  trap-removes = on { packages = [ coreutils ]; } { script = "trap 'rm -f /var/lib/greeter/lock' EXIT\necho fine"; };
  # writes a log of its own
  appends = { script = "echo started >> /var/log/greeter.log"; };
  # the same with a directory that systemd makes
  appends-logs = { serviceConfig.LogsDirectory = "appends-logs"; script = "echo started >> /var/log/appends-logs/log"; };
  # a message for the system's log, by a socket
  logs = { script = "[ -S /dev/log ]"; };
  # output to descriptors
  descriptors = { script = "echo one > /dev/stdout; echo two >&2; echo three > /dev/stderr"; };
  # asks the name of its user
  own-name = on { packages = [ coreutils ]; } { script = "id -u > /dev/null"; };
  # asks the name of another user
  other-name = on { packages = [ coreutils ]; } { script = "id deploy"; };
  # a program in a variable of the script
  program-variable = { script = "HELLO=${hello}/bin/hello\n\"$HELLO\""; };
  # the same, from a package without context
  program-variable-stray = { script = "HELLO=${without static}/bin/static-hello\n\"$HELLO\""; };
  # a shell in a shell
  shells = { script = "${bash}/bin/bash -c \"${bash}/bin/bash -c 'cat ${greeting}'\""; };
  # the same, and the package is in the chroot
  shells-added = on { packages = [ coreutils ]; } { script = "${bash}/bin/bash -c \"${bash}/bin/bash -c 'cat ${greeting}'\""; };
  # a command after one that is started in the background and awaited
  awaited = { script = "cat ${greeting} &\nwait $!"; };
  # a list of commands in a group
  grouped = { script = "{ echo one; cat ${greeting}; } > /dev/null"; };
  # a subshell
  subshell = { script = "( cd /; cat ${greeting} )"; };
  # a case that is met
  case-met = { script = "case start in start) cat ${greeting} ;; esac"; };
  # a case that is not met
  case-missed = { script = "case start in stop) cat ${greeting} ;; esac"; };
  # a command behind a condition that holds
  and-then = { script = "[ -d /nix ] && cat ${greeting}"; };
  # a command behind a condition that does not hold
  and-then-not = { script = "if [ -d /srv/www ]; then cat ${greeting}; fi"; };
  # makes its own program and runs it
  own-program = on { packages = [ coreutils ]; } { script = "cd \"$(mktemp -d)\"\necho 'echo fine' > run\n. ./run"; };
  # a function that has the name of a program
  shadowed = { script = "cat() { while read -r line; do echo \"$line\"; done < \"$1\"; }\ncat ${greeting}"; };
  # an alias that a script does not expand
  aliased = { script = "alias greet='echo hello'\necho fine"; };
  # here-document for a command of PATH
  here-for-command = { script = "cat <<END\nhello\nEND"; };
  # a command as a negated condition
  negated = { script = "if ! cat ${greeting}; then echo fine; fi"; };
  # a command behind time
  timed = { script = "time cat ${greeting}"; };
  # a command behind env by its full path
  by-env = { script = "${coreutils}/bin/env A=1 cat ${greeting}"; };
  # stops by the machine's kill, which nobody does before its end
  stops-by-kill = set { ExecReload = "/bin/kill -HUP $MAINPID"; } "${hello}/bin/hello";
  # cleans up by a program of the machine
  cleans-up = set { ExecStopPost = "/bin/rm -f /var/lib/greeter/lock"; } "${hello}/bin/hello";
  # a wrapper of the machine, for rights of root
  wrapper-of-host = run "/run/wrappers/bin/hello";
  # a program of the system's profile
  profile-of-host = { script = "/run/current-system/sw/bin/hello"; };
  # data of another service, read only where it is there
  optional-data = on { packages = [ coreutils ]; } { script = "if [ -f /var/lib/greeter/data ]; then cat /var/lib/greeter/data; fi"; };
  # HOME of a user that the machine has
  home-of-user = set { User = "deploy"; } "${bash}/bin/bash -c 'cd \"$HOME\"'";
  # a directory below its StateDirectory by a specifier
  state-specifier = set { StateDirectory = "%N"; } "${bash}/bin/bash -c 'echo x > /var/lib/state-specifier/x'";
  # a variable of systemd
  state-systemd = set { StateDirectory = "state-systemd"; } "${bash}/bin/bash -c 'echo x > \"$STATE_DIRECTORY/x\"'";
  # a credential from the text of the unit
  credential-text = set { SetCredential = "greeting:hello"; } "${bash}/bin/bash -c 'read -r line < \"$CREDENTIALS_DIRECTORY/greeting\" || [ -n \"$line\" ]'";
  # a directory of the machine at /data
  data-elsewhere = set { BindReadOnlyPaths = [ "/var/lib/greeter:/data" ]; } "${cat} /data/data";
  # an optional bind of what the machine has not
  bind-optional = set { BindReadOnlyPaths = [ "-/var/lib/nothing" ]; } "${hello}/bin/hello";
  # time zones, of the machine
  time-zone = { environment.TZ = "Europe/Berlin"; } // run "${coreutils}/bin/date";
  # a library path that has both
  library-path-both = { environment.LD_LIBRARY_PATH = "${without answer}/lib:${libc}/lib"; } // run "${hello}/bin/hello";
}
