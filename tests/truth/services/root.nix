# Root in a user namespace.
packages: with packages;
let
  serve = "${c "serve" { }}/bin/serve";
  become = "${c "become" { flags = "-DDEFAULT=4000"; }}/bin/become";
  own = "${c "own" { }}/bin/own";
in {
  # a low port as an argument
  low-port = run "${serve} --port 53";
  # an address with a low port
  low-port-listen = run "${serve} --listen 127.0.0.1:80";
  # a low port in a variable
  low-port-variable = { environment.PORT = "82"; } // run serve;
  # a low port in a script
  low-port-script = { script = "exec ${serve} --port 84"; };
  # a high port
  high-port = run "${serve} --port 8081";
  # a high port in a variable
  high-port-variable = { environment.PORT = "8082"; } // run serve;
  # a number that is no port
  low-number = run "${coreutils}/bin/echo --workers 4 --timeout 30";
  # a low port without a user namespace
  low-port-no-namespace = set { PrivateUsers = false; } "${serve} --port 85";
  # a low port as a user with the capability
  low-port-user = set { User = "deploy"; AmbientCapabilities = "CAP_NET_BIND_SERVICE"; } "${serve} --port 86";
  # a low port as a user of its own with the capability, without a user namespace
  low-port-user-no-namespace = set { DynamicUser = true; AmbientCapabilities = [ "CAP_NET_BIND_SERVICE" ]; PrivateUsers = false; } "${serve} --port 87";
  # a high port as a user of its own
  high-port-dynamic = set { DynamicUser = true; } "${serve} --port 8083";
  # leaves root for the user of an argument
  becomes-user = run "${become} --user 4000";
  # leaves root for a user that it was compiled for
  becomes-compiled = run become;
  # becomes what it is
  becomes-root = run "${become} --user 0";
  # leaves root in a script
  becomes-script = { script = "exec ${become} --user 4000 ${hello}/bin/hello"; };
  # leaves root by an Exec line
  becomes-and-starts = run "${become} --user 4000 ${hello}/bin/hello";
  # leaves root without a user namespace
  becomes-no-namespace = set { PrivateUsers = false; } "${become} --user 4000";
  # gives a file to another user
  chown-program = set { StateDirectory = "chown-program"; } "${own} /var/lib/chown-program/x 4000";
  # gives a file to itself
  chown-self = set { StateDirectory = "chown-self"; } "${own} /var/lib/chown-self/x 0";
  # a script that does
  chown-script = on { packages = [ coreutils ]; } { serviceConfig.StateDirectory = "chown-script"; script = "chown 4000:4000 \"$STATE_DIRECTORY\""; };
  # a script before it that does
  chown-pre = set { StateDirectory = "chown-pre"; ExecStartPre = "${coreutils}/bin/chown -R 4000 /var/lib/chown-pre"; } "${hello}/bin/hello";
  # the same with full privileges
  chown-pre-plus = set { StateDirectory = "chown-plus"; ExecStartPre = "+${coreutils}/bin/chown -R 4000 /var/lib/chown-plus"; } "${hello}/bin/hello";
  # a script that gives a group
  chgrp-script = on { packages = [ coreutils ]; } { serviceConfig.StateDirectory = "chgrp-script"; script = "mkdir -p \"$STATE_DIRECTORY/below\"; chgrp 4000 \"$STATE_DIRECTORY/below\""; };
  # another host name
  host-name = run "${coreutils}/bin/hostname greeter";
  # writes to the kernel's settings
  sysctl = { script = "echo 1 > /proc/sys/net/ipv4/ip_forward"; };
  # a user that owns its directory
  user-state = set { User = "deploy"; StateDirectory = "user-state"; } "${coreutils}/bin/touch /var/lib/user-state/x";
  # root writes to a directory of another user
  root-writes-other = set { BindPaths = [ "/var/lib/deploy" ]; } "${coreutils}/bin/touch /var/lib/deploy/x";
  # a server that binds port 88 by its socket unit
  socket-activated = set { Sockets = "socket-activated.socket"; } "${bash}/bin/bash -c '[ \"$$LISTEN_FDS\" = 1 ]'";
}
