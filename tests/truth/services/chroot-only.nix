# The mode without /dev, /proc and /tmp.
packages: with packages; builtins.mapAttrs (_: chrootOnly) {
  # prints a word
  bare-chroot = run "${hello}/bin/hello";
  # reads a file of the store
  bare-reads-store = run "${cat} ${words}/share/words";
  # opens /dev/null
  bare-dev-null = run "${cat} /dev/null";
  # opens /dev/urandom in a script
  bare-dev-urandom = run (shell "random" "${coreutils}/bin/head -c 8 /dev/urandom");
  # opens /proc/self/status
  bare-proc = run "${cat} /proc/self/status";
  # makes a file in /tmp
  bare-tmp = run "${coreutils}/bin/touch /tmp/x";
  # is in /tmp
  bare-working-tmp = set { WorkingDirectory = "/tmp"; } "${coreutils}/bin/touch x";
  # output of a script to /dev/null
  bare-script-null = run (shell "null" "${coreutils}/bin/echo x > /dev/null");
  # errors of a script to /dev/null, where it does not matter
  bare-script-null-or-true = run (shell "null" "${coreutils}/bin/rm /nothing 2> /dev/null || true");
  # a temporary file of a script
  bare-script-mktemp = run (shell "mktemp" "set -e\nfile=$(${coreutils}/bin/mktemp)\necho x > \"$file\"");
  # a process substitution of a script
  bare-script-substitution = run (shell "substitution" "set -e\nread -r line < <(echo hello)\n[ \"$line\" = hello ]");
  # a here-document of a script
  bare-script-here = run (shell "here" "set -e\nread -r line <<END\nhello\nEND\n[ \"$line\" = hello ]");
  # a pipeline of a script
  bare-script-pipe = run (shell "pipe" "echo hello | while read -r line; do [ \"$line\" = hello ]; done");
  # input of a script from nothing
  bare-script-stdin = run (shell "stdin" "${cat} < /dev/null");
  # its StateDirectory
  bare-state = set { StateDirectory = "bare-state"; } "${coreutils}/bin/touch /var/lib/bare-state/x";
  # /dev/null is bound
  bare-dev-null-bound = set { BindPaths = [ "/dev/null" ]; } "${cat} /dev/null";
  # opens a file of the machine
  bare-etc = run "${cat} /etc/greeter/greeter.conf";
  # a compiled program that opens /dev/urandom
  bare-compiled-urandom = run "${c "fixed-files" { flags = "-DPATH='\"/dev/urandom\"'"; }}/bin/fixed-files";
  # binds a low port
  bare-low-port = run "${c "serve" { }}/bin/serve --port 81";
  # leaves root
  bare-becomes = run "${c "become" { flags = "-DDEFAULT=4000"; }}/bin/become --user 4000";
}
