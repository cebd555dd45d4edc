# Files of the machine in scripts.
packages: with packages; builtins.mapAttrs (_: on { packages = [ coreutils gnused ]; }) {
  # reads a configuration below /etc
  reads-etc = { script = "cat /etc/greeter/greeter.conf"; };
  # by redirection
  redirects-etc = { script = "read -r line < /etc/greeter/greeter.conf; echo \"$line\""; };
  # reads it where it is there
  reads-if-there = { script = "if [ -e /etc/greeter/greeter.conf ]; then cat /etc/greeter/greeter.conf; fi"; };
  # ends well where it is not there
  exits-if-not-there = { script = "test -e /etc/greeter/greeter.conf || exit 0\ncat /etc/greeter/greeter.conf"; };
  # demands that it is there
  demands = { script = "[ -e /etc/greeter/greeter.conf ]"; };
  # writes below /var/lib
  writes-var-lib = { script = "echo x > /var/lib/greeter/written"; };
  # the same with a StateDirectory
  writes-state = { serviceConfig.StateDirectory = "writes-state"; script = "echo x > /var/lib/writes-state/written"; };
  # the same by the variable
  writes-state-variable = { serviceConfig.StateDirectory = "writes-variable"; script = "echo x > \"$STATE_DIRECTORY/written\""; };
  # makes a directory below /var/lib
  makes-var-lib = { script = "mkdir -p /var/lib/made-by-script"; };
  # makes a directory in /run
  makes-run = { script = "mkdir -p /run/made-by-script"; };
  # the same, below its RuntimeDirectory
  makes-runtime = { serviceConfig.RuntimeDirectory = "makes-runtime"; script = "mkdir -p /run/makes-runtime/below"; };
  # a temporary file
  temporary = { script = "file=$(mktemp)\necho x > \"$file\"\nrm \"$file\""; };
  # output to /dev/null
  dev-null = { script = "echo x > /dev/null"; };
  # its status from /proc
  proc = { script = "cat /proc/self/status > /dev/null"; };
  # the load from /proc, a path by variable
  proc-loadavg = { script = "file=loadavg\nread -r load < /proc/$file\necho \"$load\""; };
  # goes to a directory of the machine
  goes-to-srv = { script = "cd /srv/www\npwd"; };
  # a backup of a directory
  backup = { script = "cp /var/lib/greeter/data /var/backup/greeter"; };
  # a backup of a directory that is bound
  backup-bound = {
    serviceConfig = { BindReadOnlyPaths = [ "/var/lib/greeter" ]; BindPaths = [ "/var/backup" ]; };
    script = "cp /var/lib/greeter/data /var/backup/greeter";
  };
  # a secret
  secret = { script = "TOKEN=$(cat /run/secrets/token)\n[ -n \"$TOKEN\" ]"; };
  # a secret by LoadCredential
  credential = { serviceConfig.LoadCredential = "token:/run/secrets/token"; script = "cat \"$CREDENTIALS_DIRECTORY/token\""; };
  # a socket of a database
  database-socket = { script = "[ -S /run/postgresql/.s.PGSQL.5432 ]"; };
  # a socket of a database by a program of the store
  database-client = { script = "${c "connect" { }}/bin/connect -h /run/postgresql/.s.PGSQL.5432"; };
  # the same, bound
  database-client-bound = {
    serviceConfig.BindPaths = [ "/run/postgresql" ];
    script = "${c "connect" { }}/bin/connect -h /run/postgresql/.s.PGSQL.5432";
  };
  # only a message that has a path
  message = { script = "echo 'see /etc/greeter/greeter.conf for more'"; };
  # a text of sed that looks like a path
  sed-text = { script = "echo /srv/a | sed s,/srv/,/var/,"; };
}
