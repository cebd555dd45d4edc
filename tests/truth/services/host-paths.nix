# Files of the machine in arguments, variables and settings.
packages: with packages;
let
  reader = "${c "read-files" { }}/bin/read-files";
  from = name: "${reader} --from ${name}";
  configured = "${c "configured" { }}/bin/configured";
in {
  # an argument below /etc
  argument-etc = run "${reader} /etc/greeter/greeter.conf";
  # the same, bound
  argument-etc-bound = set { BindReadOnlyPaths = [ "/etc/greeter/greeter.conf" ]; } "${reader} /etc/greeter/greeter.conf";
  # the same, its directory bound with a slash at the end
  argument-etc-bound-slash = set { BindReadOnlyPaths = [ "/etc/greeter/" ]; } "${reader} /etc/greeter/greeter.conf";
  # the same, a file of the store at its place
  argument-etc-replaced = set { BindReadOnlyPaths = [ "${words}/share/words:/etc/greeter/greeter.conf" ]; } "${reader} /etc/greeter/greeter.conf";
  # after =
  argument-equals = run "${reader} --config=/etc/greeter/greeter.conf";
  # below /var/lib
  argument-var-lib = run "${reader} /var/lib/greeter/data";
  # below /home
  argument-home = run "${reader} /home/alice/notes";
  # a secret of sops-nix
  argument-secrets = run "${reader} /run/secrets/token";
  # the same, bound
  argument-secrets-bound = set { BindReadOnlyPaths = [ "/run/secrets/token" ]; } "${reader} /run/secrets/token";
  # a secret of agenix
  argument-agenix = run "${reader} /run/agenix/token";
  # a socket of postgresql
  argument-postgresql = run "${c "connect" { }}/bin/connect -h /run/postgresql/.s.PGSQL.5432";
  # the bus
  argument-bus = run "${c "connect" { }}/bin/connect /run/dbus/system_bus_socket";
  # the bus, bound
  argument-bus-bound = set { BindPaths = [ "/run/dbus" ]; } "${c "connect" { }}/bin/connect /run/dbus/system_bus_socket";
  # /dev/log, which a server of the system's journal listens to
  argument-dev-log = run "${test} -S /dev/log";
  # an address that looks like a path
  argument-url = run "${coreutils}/bin/echo http://localhost/etc/greeter";
  # a pattern that looks like a path
  argument-pattern = run "${coreutils}/bin/echo /index.html /api/v1";
  # /tmp
  argument-tmp = run "${test} -d /tmp";
  # /proc and /sys
  argument-proc-sys = run "${test} -r /proc/self/status -a -d /sys/kernel";
  # its StateDirectory
  state = set { StateDirectory = "state-kin"; } "${test} -d /var/lib/state-kin";
  # its CacheDirectory
  cache = set { CacheDirectory = "state-kin"; } "${test} -d /var/cache/state-kin";
  # its LogsDirectory
  logs = set { LogsDirectory = "state-kin"; } "${test} -d /var/log/state-kin";
  # its RuntimeDirectory
  runtime = set { RuntimeDirectory = "state-kin"; } "${test} -d /run/state-kin";
  # its ConfigurationDirectory
  configuration = set { ConfigurationDirectory = "state-kin"; } "${test} -d /etc/state-kin";
  # below its StateDirectory, with DynamicUser
  state-dynamic = set { StateDirectory = "state-dynamic"; DynamicUser = true; } "${coreutils}/bin/touch /var/lib/state-dynamic/x";
  # beside its StateDirectory
  state-beside = set { StateDirectory = "state-kin"; } "${reader} /var/lib/greeter/data";
  # the working directory is its StateDirectory
  working-state = set { StateDirectory = "working-state"; WorkingDirectory = "/var/lib/working-state"; } "${coreutils}/bin/touch x";
  # the same by a specifier
  working-state-specifier = set { StateDirectory = "working-state"; WorkingDirectory = "%S/working-state"; } "${coreutils}/bin/touch x";
  # the working directory is below /var/lib
  working-var-lib = set { WorkingDirectory = "/var/lib/greeter"; } "${coreutils}/bin/pwd";
  # the same, where it is there
  working-var-lib-optional = set { WorkingDirectory = "-/var/lib/greeter"; } "${coreutils}/bin/pwd";
  # the same, and reads a file in it
  working-optional-reads = set { WorkingDirectory = "-/var/lib/greeter"; } "${reader} data";
  # the working directory is in the store
  working-store = set { WorkingDirectory = "${words}/share"; } "${reader} words";
  # the working directory is in the store, without context
  working-stray = set { WorkingDirectory = "${without strayData}/share"; } "${coreutils}/bin/pwd";
  # a variable that names a configuration
  variable-etc = { environment.GREETER_CONF = "/etc/greeter/greeter.conf"; } // run (from "GREETER_CONF");
  # a variable that names a directory of data
  variable-data = { environment.PGDATA = "/var/lib/greeter/data"; } // run (from "PGDATA");
  # the same by Environment=
  variable-data-setting = set { Environment = [ "PGDATA=/var/lib/greeter/data" ]; } (from "PGDATA");
  # the same by an EnvironmentFile of the store
  variable-data-file = set { EnvironmentFile = "${file "env" "PGDATA=/var/lib/greeter/data\n"}"; } (from "PGDATA");
  # the same, bound
  variable-data-bound = { environment.PGDATA = "/var/lib/greeter/data"; } // set { BindPaths = [ "/var/lib/greeter" ]; } (from "PGDATA");
  # a variable below its StateDirectory
  variable-state = { environment.HOME = "/var/lib/variable-state"; }
    // set { StateDirectory = "variable-state"; } "${bash}/bin/bash -c 'echo x > \"$HOME/x\"'";
  # HOME below /var/lib
  variable-home = { environment.HOME = "/var/lib/greeter"; } // run "${bash}/bin/bash -c 'echo x > \"$HOME/x\"'";
  # a variable that nobody reads
  variable-unread = { environment.GREETER_CONF = "/etc/greeter/greeter.conf"; } // run "${hello}/bin/hello";
  # an address in a variable
  variable-url = { environment.DOCS = "https://example.org/etc/x"; } // run "${hello}/bin/hello";
  # a path of the store in a variable
  variable-store = { environment.FILE = "${words}/share/words"; } // run (from "FILE");
  # the same, and the package is in the chroot
  variable-store-added = on { packages = [ words ]; } ({ environment.FILE = "${words}/share/words"; } // run (from "FILE"));
  # a path of the store in a variable that nobody reads
  variable-store-unread = { environment.FILE = "${words}/share/words"; } // run "${hello}/bin/hello";
  # a path of the store in Environment=
  variable-store-setting = set { Environment = "FILE=${words}/share/words"; } (from "FILE");
  # an EnvironmentFile of the machine
  environment-file-host = set { EnvironmentFile = "/run/secrets/env"; } "${hello}/bin/hello";
  # an EnvironmentFile of the store that names a path of the store
  environment-file-store = set { EnvironmentFile = "${file "env" "FILE=${words}/share/words\n"}"; } (from "FILE");
  # a configuration in the store that names a file of the store
  config-store = run "${configured} -c ${file "c.conf" "data ${words}/share/words\n"}";
  # a configuration in the store that names a file of the machine
  config-host = run "${configured} -c ${file "c.conf" "data /var/lib/greeter/data\n"}";
  # the same, bound
  config-host-bound = set { BindReadOnlyPaths = [ "/var/lib/greeter" ]; } "${configured} -c ${file "c.conf" "data /var/lib/greeter/data\n"}";
  # a configuration in the store that names a file of the store without context
  config-stray = run "${configured} -c ${file "c.conf" "data ${without strayData}/share/stray-data\n"}";
  # its configuration where it was compiled to look
  compiled-in = run "${c "fixed-files" { flags = "-DPATH='\"/etc/greeter/greeter.conf\"'"; }}/bin/fixed-files";
  # a file of the store that it was compiled to look for
  compiled-in-store = run "${c "fixed-files" { flags = "-DPATH=\"\\\"$words/share/words\\\"\""; inherit words; }}/bin/fixed-files";
}
