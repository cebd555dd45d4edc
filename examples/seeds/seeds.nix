# One service for each mistake that was seen in the wild. The comment at a line's end is the code that is to be found there.
packages: with packages; {
  bare-path = {
    path = [ curl ];
    script = ''
      curl https://example.org # CU101
    '';
    confinement.enable = true;
  };
  bare-default = {
    script = ''
      ln -s a b # CU101
    '';
    confinement.enable = true;
  };
  bare-nowhere = {
    script = ''
      frobnicate --now # CU102
    '';
    confinement.enable = true;
  };
  bare-by-chance = {
    serviceConfig.ExecStartPre = "${coreutils}/bin/mkdir -p /run/x";
    script = ''
      mv a b # CU308
    '';
    confinement.enable = true;
  };
  behind-exec = {
    path = [ curl ];
    script = ''
      exec curl https://example.org # CU101
    '';
    confinement.enable = true;
  };
  behind-xargs = {
    script = ''
      echo a | ${findutils}/bin/xargs rm # CU101
    '';
    confinement.enable = true;
  };
  python-path = {
    serviceConfig.ExecStart = "${hello}/bin/hello";
    environment.PYTHONPATH = "${pythonPackages.requests}/lib"; # CU103
    confinement.enable = true;
  };
  library-path = {
    serviceConfig.ExecStart = "${hello}/bin/hello";
    environment.LD_LIBRARY_PATH = "${zlib.out}/lib"; # CU103
    confinement.enable = true;
  };
  locale-archive = {
    serviceConfig.ExecStart = "${hello}/bin/hello";
    environment.LOCALE_ARCHIVE = "${locales}/lib/locale/locale-archive"; # CU103
    confinement.enable = true;
  };
  ca-file = {
    serviceConfig.ExecStart = "${hello}/bin/hello";
    environment.SSL_CERT_FILE = "${caBundle}"; # CU103
    confinement.enable = true;
  };
  condition = {
    serviceConfig.ExecStart = "${hello}/bin/hello";
    serviceConfig.ExecCondition = "${gnugrep}/bin/grep -q on /run/state"; # CU104
    confinement.enable = true;
  };
  directory = {
    serviceConfig.ExecStart = "${hello}/bin/hello";
    serviceConfig.WorkingDirectory = "${mailcap}"; # CU104
    confinement.enable = true;
  };
  environment-file = {
    serviceConfig.ExecStart = "${hello}/bin/hello";
    serviceConfig.EnvironmentFile = "${file "environment" "MIME=${mailcap}"}"; # CU105
    confinement.enable = true;
  };
  no-shell = {
    serviceConfig.ExecStart = "${dnsmasq}/bin/dnsmasq -k"; # CU106
    confinement.binSh = null;
    confinement.enable = true;
  };
  env-shebang = {
    serviceConfig.ExecStart = "${script "tool" "tool" "/usr/bin/env python3" "pass"}/bin/tool"; # CU106
    confinement.enable = true;
  };
  other-shebang = {
    serviceConfig.ExecStart = "${script "tool" "tool" "/usr/bin/perl" "1;"}/bin/tool"; # CU106
    confinement.enable = true;
  };
  host-program = {
    serviceConfig.ExecStart = "/usr/bin/hello"; # CU116
    confinement.enable = true;
  };
  host-file = {
    serviceConfig.ExecStart = "${hello}/bin/hello --config /etc/hello.conf"; # CU108
    confinement.enable = true;
  };
  host-option = {
    serviceConfig.ExecStart = "${hello}/bin/hello --config=/etc/hello.conf"; # CU108
    confinement.enable = true;
  };
  host-directory = {
    serviceConfig.ExecStart = "${hello}/bin/hello";
    serviceConfig.WorkingDirectory = "/srv/www"; # CU108
    confinement.enable = true;
  };
  dangling = {
    serviceConfig.ExecStart = "${hello}/bin/hello";
    confinement.enable = true; # CU109
    confinement.packages = [ missing ];
  };
  etc-ssl = {
    serviceConfig.ExecStart = "${hello}/bin/hello";
    serviceConfig.BindReadOnlyPaths = [ "/etc/ssl" ]; # CU110
    confinement.enable = true;
  };
  etc-certs = {
    serviceConfig.ExecStart = "${hello}/bin/hello";
    serviceConfig.BindReadOnlyPaths = [ "/etc/ssl/certs" ]; # CU110
    confinement.enable = true;
  };
  time-zone = {
    serviceConfig.ExecStart = "${hello}/bin/hello";
    environment.TZ = "Europe/Berlin"; # CU113
    confinement.enable = true;
  };
  language = {
    serviceConfig.ExecStart = "${hello}/bin/hello";
    environment.LANG = "de_DE.UTF-8"; # CU115
    confinement.enable = true;
  };
  other-root = {
    serviceConfig.ExecStart = "${hello}/bin/hello";
    serviceConfig.RootDirectory = "/srv/root"; # CU201
    confinement.enable = true;
  };
  start-only = {
    serviceConfig.ExecStart = "${hello}/bin/hello";
    serviceConfig.RootDirectoryStartOnly = true; # CU202
    confinement.enable = true;
  };
  capability = {
    serviceConfig.ExecStart = "${hello}/bin/hello";
    serviceConfig.AmbientCapabilities = "CAP_NET_BIND_SERVICE"; # CU204
    confinement.enable = true;
  };
  no-api = {
    serviceConfig.ExecStart = "${hello}/bin/hello";
    serviceConfig.MountAPIVFS = false; # CU205
    confinement.enable = true;
  };
  "template@" = {
    serviceConfig.ExecStart = "${hello}/bin/hello";
    confinement.enable = true; # CU207
  };
  shipped = {
    confinement.enable = true; # CU208
  };
  forgotten = {
    serviceConfig.ExecStart = "${hello}/bin/hello";
    confinement.packages = [ curl ]; # CU301
  };
  switched-off = {
    serviceConfig.ExecStart = "${hello}/bin/hello";
    confinement.enable = false;
    confinement.mode = "chroot-only"; # CU301
  };
  inside = {
    serviceConfig.ExecStart = "${hello}/bin/hello";
    serviceConfig.confinement = true; # CU302
    confinement.enable = true;
  };
  binds-read-only = {
    serviceConfig.ExecStart = "${hello}/bin/hello";
    serviceConfig.BindPathsReadOnly = [ "/run/a" ]; # CU303
    confinement.enable = true;
  };
  suid-guid = {
    serviceConfig.ExecStart = "${hello}/bin/hello";
    serviceConfig.RestrictSUIDGUID = true; # CU303
    confinement.enable = true;
  };
  address-family = {
    serviceConfig.ExecStart = "${hello}/bin/hello";
    serviceConfig.RestrictAddressFamilies = [ "AD_INET6" ]; # CU304
    confinement.enable = true;
  };
  invisibled = {
    serviceConfig.ExecStart = "${hello}/bin/hello";
    serviceConfig.ProtectProc = "invisibled"; # CU304
    confinement.enable = true;
  };
  and-and = {
    serviceConfig.ExecStart = "${hello}/bin/hello a && ${hello}/bin/hello b"; # CU305
    confinement.enable = true;
  };
  secret = {
    serviceConfig.ExecStart = "${hello}/bin/hello";
    serviceConfig.EnvironmentFile = "/run/secrets/env";
    confinement.packages = [ "/run/secrets/env" ]; # CU306
    confinement.enable = true;
  };
  own-root = {
    serviceConfig.ExecStart = "${hello}/bin/hello";
    environment.BASE = "/run/confinement/own-root"; # CU307
    confinement.enable = true;
  };
  dynamic = {
    serviceConfig.ExecStart = "${hello}/bin/hello";
    serviceConfig.DynamicUser = false; # CU309
    confinement.enable = true;
  };
  notify = {
    serviceConfig.ExecStart = "${hello}/bin/hello";
    serviceConfig.BindReadOnlyPaths = [ "/run/systemd/notify" ]; # CU310
    confinement.enable = true;
  };
  no-context = {
    serviceConfig.ExecStart = "${hello}/bin/hello";
    confinement.packages = [ "git" ]; # CU311
    confinement.enable = true;
  };
  relative = {
    serviceConfig.ExecStart = "${hello}/bin/hello";
    serviceConfig.BindReadOnlyPaths = [ "run/a" ]; # CU312
    confinement.enable = true;
  };
  dots = {
    serviceConfig.ExecStart = "${hello}/bin/hello";
    serviceConfig.BindReadOnlyPaths = [ "/run/../a" ]; # CU312
    confinement.enable = true;
  };
  whole-etc = {
    serviceConfig.ExecStart = "${hello}/bin/hello";
    serviceConfig.BindReadOnlyPaths = [ "/etc" ]; # CU401
    confinement.enable = true;
  };
  whole-store = {
    serviceConfig.ExecStart = "${hello}/bin/hello";
    serviceConfig.BindReadOnlyPaths = [ "/nix/store" ]; # CU402
    confinement.enable = true;
  };
  docker = {
    serviceConfig.ExecStart = "${hello}/bin/hello";
    serviceConfig.BindPaths = [ "/run/docker.sock" ]; # CU403
    confinement.enable = true;
  };
  bus = {
    serviceConfig.ExecStart = "${hello}/bin/hello";
    serviceConfig.BindPaths = [ "/run/dbus/system_bus_socket" ]; # CU403
    confinement.enable = true;
  };
  unwanted-shell = {
    serviceConfig.ExecStart = "${script "run" "run" "${python3}/bin/python3" "pass"}/bin/run";
    confinement.binSh = null; # CU404
    confinement.enable = true;
  };
  interpreter = {
    serviceConfig.ExecStart = "${hello}/bin/hello";
    confinement.enable = true; # CU405
    confinement.packages = [ pythonPackages.gunicorn ];
  };
  compiler = {
    serviceConfig.ExecStart = "${hello}/bin/hello";
    confinement.enable = true; # CU406
    confinement.packages = [ (file "cmake-3.30.1" "") ];
  };
  many = {
    serviceConfig.ExecStart = "${hello}/bin/hello";
    confinement.enable = true; # CU501
    confinement.packages = builtins.genList (i: builtins.toFile "f${toString i}" "") 300;
  };
  owner = {
    serviceConfig.ExecStart = "${hello}/bin/hello";
    serviceConfig.ExecStartPre = "${coreutils}/bin/chown -R web /srv/www"; # CU116 CU210
    serviceConfig.BindPaths = [ "/srv/www" ];
    confinement.enable = true;
  };
  variables = {
    serviceConfig.ExecStart = "${hello}/bin/hello --from DATA";
    environment.DATA = "/srv/data"; # CU124
    confinement.enable = true;
  };
  backup = {
    script = "ln -s x /srv/copy"; # CU121
    path = [ coreutils ];
    confinement = {
      enable = true;
      packages = [ coreutils ];
    };
  };
  device = {
    serviceConfig.ExecStart = "${hello}/bin/hello /dev/ttyUSB0"; # CU122
    confinement.enable = true;
  };
  configured = {
    serviceConfig.ExecStart = "${hello}/bin/hello -c ${file "c.conf" "data /srv/data"}"; # CU123
    confinement.enable = true;
  };
}
