# What an Exec line starts.
packages: with packages; {
  # prints a word
  healthy = run "${hello}/bin/hello";
  # prints a word, a static program
  healthy-static = run "${static}/bin/static-hello";
  # a name that the package does not have
  misspelt = run "${hello}/bin/helo";
  # the package itself
  package-itself = run "${hello}";
  # a directory of the package
  directory-of-package = run "${hello}/bin";
  # a file without the bit of programs
  not-executable = run "${words}/share/words";
  # a program of another processor
  foreign-machine = run "${foreign}/bin/foreign";
  # text that names no interpreter
  no-interpreter-line = run "${bareText}/bin/bare-text";
  # a name without a directory, of a program that the machine has
  bare-sleep = run "sleep 0";
  # a name without a directory that nothing has
  bare-unknown = run "hello-of-nobody";
  # no command
  no-command = run "";
  # a program of the machine's /usr
  usr-bin = run "/usr/bin/cat /dev/null";
  # a program of the system's profile
  system-profile = run "/run/current-system/sw/bin/hello";
  # a shell of the system's profile, which starts a program of the store
  system-profile-shell = run "/run/current-system/sw/bin/bash -c ${hello}/bin/hello";
  # a program of the system's wrappers
  system-wrapper = run "/run/wrappers/bin/hello";
  # a program that is in the store; its text has no context
  stray-program = run "${without stray}/bin/stray";
  # the same, and the package beside it
  stray-program-added = on { packages = [ stray ]; } (run "${without stray}/bin/stray");
  # reads a file of the store that has no context
  stray-argument = run "${cat} ${without strayData}/share/stray-data";
  # the same, and the package beside it
  stray-argument-added = on { packages = [ strayData ]; } (run "${cat} ${without strayData}/share/stray-data");
  # reads a file of the store
  argument = run "${cat} ${words}/share/words";
  # reads a file that its package lacks
  argument-misspelt = run "${cat} ${words}/share/wrods";
  # prints a path of the store that it does not open
  stray-printed = run "${coreutils}/bin/echo ${without strayData}";
  # a script of the store that reads a file which is not of its references
  reads-stray = run "${needsStray}/bin/needs-stray";
  # a script whose interpreter is a script
  script-of-script = run "${interpreted}/bin/interpreted";
}
