# Nothing to find: what seeds.nix and old.nix have, done right. The comment at a line's end is the code that is not to be found there.
packages:
with packages;
let
  on = more: { enable = true; } // more;
  runs = program: {
    serviceConfig.ExecStart = program;
    confinement = on { };
  };
  greets = runs "${hello}/bin/hello";
in
{
  scripted = {
    script = ''
      ${coreutils}/bin/ln -s /run/a "$RUNTIME_DIRECTORY/b" # not CU101
      exec ${hello}/bin/hello
    '';
    serviceConfig.RuntimeDirectory = [ "scripted" ];
    confinement.enable = true;
  };
  listed = {
    path = [ gzip ];
    script = ''
      # a word that may be none, a function, and what the script itself asks after
      greet() { ${hello}/bin/hello "$@"; }
      command -v frobnicate && frobnicate --now # not CU102
      greet; gzip -k /run/a # not CU308
    '';
    confinement = on { packages = [ gzip ]; };
  };
  told = {
    environment.SSL_CERT_FILE = "${caBundle}"; # not CU103
    serviceConfig = {
      ExecStart = "${curl}/bin/curl https://example.org";
      BindReadOnlyPaths = [
        "/etc/resolv.conf"
        "${caBundle}"
      ]; # not CU110
    };
    confinement = on { packages = [ "${caBundle}" ]; }; # not CU311
  };
  conditional = {
    serviceConfig.ExecCondition = "${gnugrep}/bin/grep -q on /run/state"; # not CU104
    serviceConfig.ExecStart = "${hello}/bin/hello";
    confinement = on { packages = [ gnugrep ]; };
  };
  told-by-file = {
    serviceConfig.ExecStart = "${hello}/bin/hello";
    serviceConfig.EnvironmentFile = "${file "environment" "MIME=${mailcap}"}"; # not CU105
    confinement = on { packages = [ mailcap ]; }; # not CU306
  };
  # the host's own shell stands at /bin/sh
  shell = runs "${dnsmasq}/bin/dnsmasq -k"; # not CU106
  stateful = {
    serviceConfig = {
      ExecStart = "${sqlite}/bin/sqlite3 /var/lib/stateful/db"; # not CU108
      ExecStartPost = "+${sqlite}/bin/sqlite3"; # not CU116
      StateDirectory = "stateful";
      RestrictAddressFamilies = [
        "AF_INET6"
        "AF_UNIX"
      ]; # not CU304
      RestrictSUIDSGID = true; # not CU303
      CPUQuotaPeriodSec = "10ms"; # not CU303
    };
    confinement.enable = true;
  };
  linked = greets // {
    confinement = on { packages = [ trust ]; };
  }; # not CU109
  time-zone = greets // {
    environment.TZ = "UTC";
  }; # not CU113
  language = greets // {
    environment.LANG = "C.UTF-8";
  }; # not CU115
  rooted = {
    serviceConfig.ExecStart = "${hello}/bin/hello";
    serviceConfig.RootDirectory = "/run/confinement/rooted"; # not CU201
    serviceConfig.RootDirectoryStartOnly = false; # not CU202
    confinement.enable = true;
  };
  # what the rules of 2022 made a mistake
  newer = {
    serviceConfig = {
      ExecStart = "${hello}/bin/hello";
      DynamicUser = true; # not CU203 CU309
      ProtectSystem = "strict"; # not CU203
      UMask = "0077"; # not CU209
    };
    confinement.enable = true;
  };
  capable = {
    serviceConfig = {
      ExecStart = "${hello}/bin/hello";
      AmbientCapabilities = "CAP_NET_BIND_SERVICE"; # not CU204
      PrivateUsers = false;
    };
    confinement.enable = true;
  };
  bare = {
    serviceConfig.ExecStart = "${dnsmasq}/bin/dnsmasq -k";
    serviceConfig.MountAPIVFS = false; # not CU205
    confinement = on { mode = "chroot-only"; };
  };
  "template@" = {
    serviceConfig.ExecStart = "${hello}/bin/hello %i";
    serviceConfig.RuntimeDirectoryPreserve = true; # not CU207
    confinement.enable = true;
  };
  reloaded = {
    serviceConfig.ExecStart = "${hello}/bin/hello"; # not CU208
    serviceConfig.ExecReload = "${bash}/bin/sh -c 'true && true'"; # not CU305
    confinement = on { mode = "full-apivfs"; }; # not CU301 CU302
  };
  quoted = {
    serviceConfig.ExecStart = "${hello}/bin/hello";
    serviceConfig.BindReadOnlyPaths = [
      ''"/srv/a b:/run/a b"''
      "-/run/a\\:b:/run/c:rbind"
    ]; # not CU312 CU307 CU310
    confinement.enable = true;
  };
  narrow = {
    serviceConfig.ExecStart = "${hello}/bin/hello";
    serviceConfig.BindReadOnlyPaths = [ "/etc/hosts" ]; # not CU401 CU402
    serviceConfig.BindPaths = [ "/nix/var/nix/daemon-socket/socket" ]; # not CU403
    confinement.enable = true;
  };
  shell-less = greets // {
    confinement = on { binSh = null; };
  }; # not CU404
  python = runs "${pythonPackages.gunicorn}/bin/gunicorn"; # not CU405 CU406
  some = greets // {
    confinement = on { packages = builtins.genList (i: builtins.toFile "f${toString i}" "") 100; };
  }; # not CU501
  owner = {
    serviceConfig.ExecStart = "${hello}/bin/hello";
    serviceConfig.ExecStartPre = "${coreutils}/bin/chmod 755 /srv/www"; # not CU210
    serviceConfig.BindPaths = [ "/srv/www" ];
    confinement.enable = true;
  };
  variables = {
    serviceConfig.ExecStart = "${hello}/bin/hello --from DATA";
    environment.DATA = "/var/lib/variables/data"; # not CU124
    serviceConfig.StateDirectory = "variables";
    confinement.enable = true;
  };
  backup = {
    script = "${coreutils}/bin/mv /srv/data/a /srv/data/b"; # not CU121
    serviceConfig.BindPaths = [ "/srv/data" ];
    confinement.enable = true;
  };
  device = {
    serviceConfig.ExecStart = "${hello}/bin/hello /dev/null"; # not CU122
    confinement.enable = true;
  };
  configured = {
    serviceConfig.ExecStart = "${hello}/bin/hello -c ${file "c.conf" "data /srv/data"}"; # not CU123
    serviceConfig.BindPaths = [ "/srv/data" ];
    confinement.enable = true;
  };
}
