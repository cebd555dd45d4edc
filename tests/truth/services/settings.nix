# Settings of serviceConfig that name files.
packages: with packages;
let hi = "${hello}/bin/hello"; in {
  # a directory that it may write to
  read-write-paths = set { ReadWritePaths = [ "/var/lib/greeter" ]; } hi;
  # the same, where it is there
  read-write-paths-optional = set { ReadWritePaths = [ "-/var/lib/greeter" ]; } hi;
  # the same, and it writes there
  read-write-paths-writes = set { ReadWritePaths = [ "-/var/lib/greeter" ]; } "${coreutils}/bin/touch /var/lib/greeter/x";
  # its StateDirectory
  read-write-paths-state = set { StateDirectory = "rw-state"; ReadWritePaths = [ "/var/lib/rw-state" ]; } "${coreutils}/bin/touch /var/lib/rw-state/x";
  # a directory that it may only read
  read-only-paths = set { ReadOnlyPaths = [ "/etc/greeter" ]; } hi;
  # a directory that it may not see
  inaccessible-home = set { InaccessiblePaths = [ "/home" ]; } hi;
  # a file of the store that its package lacks, bound
  bind-misspelt = set { BindReadOnlyPaths = [ "${words}/share/wrods:/etc/words" ]; } hi;
  # the same, where it is there
  bind-misspelt-optional = set { BindReadOnlyPaths = [ "-${words}/share/wrods:/etc/words" ]; } hi;
  # a file of the store, bound
  bind-store = set { BindReadOnlyPaths = [ "${words}/share/words:/etc/words" ]; } "${cat} /etc/words";
  # a socket that the machine does not have
  bind-absent-host = set { BindPaths = [ "/run/no-such.sock" ]; } hi;
  # the whole store with a slash at the end, for a program without context
  bind-nix-slash = set { BindReadOnlyPaths = [ "/nix/" ]; } "${without stray}/bin/stray";
  # the same without the slash
  bind-nix = set { BindReadOnlyPaths = [ "/nix" ]; } "${without stray}/bin/stray";
  # a package with a slash at the end
  bind-package-slash = set { BindReadOnlyPaths = [ "${stray}/" ]; } "${without stray}/bin/stray";
  # /etc/ssl with a slash at the end
  bind-ssl-slash = set { BindReadOnlyPaths = [ "/etc/ssl/" ]; } "${cat} /etc/ssl/certs/ca-bundle.crt";
  # a daemon that writes its process ID below /var/lib
  pid-var-lib = set { Type = "forking"; PIDFile = "/var/lib/greeter/pid"; }
    "${c "daemon" { }}/bin/daemon /var/lib/greeter/pid";
  # the same in its RuntimeDirectory
  pid-runtime = set { Type = "forking"; PIDFile = "/run/pid-runtime/pid"; RuntimeDirectory = "pid-runtime"; }
    "${c "daemon" { }}/bin/daemon /run/pid-runtime/pid";
  # a device as an argument
  device-argument = run "${test} -c /dev/ttyUSB0";
  # a device that it may use
  device-allow = set { DeviceAllow = [ "/dev/ttyUSB0 rw" ]; } "${test} -c /dev/ttyUSB0";
  # a device of networks
  device-tun = run "${test} -c /dev/net/tun";
  # devices without PrivateDevices
  device-not-private = set { PrivateDevices = false; } "${test} -c /dev/ttyUSB0";
  # devices that everyone has
  device-common = run "${test} -c /dev/null -a -c /dev/urandom";
  # output to a file of the machine
  output-file = set { StandardOutput = "append:/var/log/output-file.log"; } hi;
  # input from a file of the machine
  input-file = set { StandardInput = "file:/etc/greeter/greeter.conf"; } cat;
  # a user that the machine has
  user-by-name = set { User = "deploy"; } hi;
  # a user that the machine does not have
  user-unknown = set { User = "nobody-such"; } hi;
  # no access to the file system at all but what it needs
  strict = set { ProtectSystem = "strict"; ProtectHome = true; } hi;
  # a file of the machine as a credential
  credential = set { LoadCredential = [ "token:/run/secrets/token" ]; } "${cat} %d/token";
  # variables as a list, with quotes
  environment-list = set { Environment = [ "\"GREETING=hello world\"" "FILE=/etc/greeter/greeter.conf" ]; } "${test} \"\${GREETING}\" = \"hello world\"";
  # an EnvironmentFile that need not be there
  environment-file-optional = set { EnvironmentFile = "-/run/secrets/no-such"; } hi;
  # an EnvironmentFile that the machine does not have
  environment-file-absent = set { EnvironmentFile = "/run/secrets/no-such"; } hi;
  # two EnvironmentFiles, the later one sets what the first one does
  environment-file-later = on { packages = [ words ]; } (set {
    EnvironmentFile = [ "${file "first" "FILE=/etc/greeter/greeter.conf\n"}" "${file "second" "FILE=${words}/share/words\n"}" ];
  } "${cat} \${FILE}");
  # a variable of `environment` that Environment= sets to something else
  environment-overridden = { environment.FILE = "${words}/share/words"; } // set { Environment = "FILE=${coreutils}/bin/cat"; } "${test} -e \${FILE}";
  # starts only where the machine has a file
  condition-path = { unitConfig.ConditionPathExists = "/etc/greeter/greeter.conf"; } // run hi;
  # a group that the machine has
  group = set { SupplementaryGroups = [ "deploy" ]; } hi;
  # a group that the machine does not have
  group-unknown = set { Group = "nobody-such"; } hi;
  # stops with a program that its package lacks
  stop-misspelt = set { ExecStop = "${hello}/bin/helo"; } hi;
  # /tmp shared with the machine
  tmp-shared = set { PrivateTmp = false; } "${coreutils}/bin/touch /tmp/shared";
  # an empty /etc of its own
  temporary-etc = set { TemporaryFileSystem = "/etc"; } hi;
  # writes to a directory of the machine that is bound
  bind-paths-writes = set { BindPaths = [ "/var/lib/greeter" ]; } "${coreutils}/bin/touch /var/lib/greeter/x";
  # writes where it may only read
  bind-read-only-writes = set { BindReadOnlyPaths = [ "/var/lib/greeter" ]; } "${coreutils}/bin/touch /var/lib/greeter/x";
  # a directory of the machine at another place
  bind-elsewhere = set { BindReadOnlyPaths = [ "/var/lib/greeter:/data" ]; } "${cat} /data/data";
  # the same, and it looks where it is on the machine
  bind-elsewhere-missed = set { BindReadOnlyPaths = [ "/var/lib/greeter:/data" ]; } "${cat} /var/lib/greeter/data";
  # several in one line
  bind-several = set { BindReadOnlyPaths = "/etc/greeter /var/lib/greeter"; } "${cat} /etc/greeter/greeter.conf /var/lib/greeter/data";
  # a line that is empty and resets those of confinement
  bind-reset = set { BindReadOnlyPaths = [ "" "/etc/greeter" ]; } hi;
  # log files in a directory of the machine
  log-directory = run "${coreutils}/bin/touch /var/log/greeter.log";
}
