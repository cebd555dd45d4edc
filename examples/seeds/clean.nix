# Nothing to find: what ../seeds/seeds.nix has, done right.
packages: with packages; {
  plain = {
    serviceConfig.ExecStart = "${hello}/bin/hello";
    confinement.enable = true;
  };
  scripted = {
    script = ''
      ${coreutils}/bin/ln -s /run/a "$RUNTIME_DIRECTORY/b"
      exec ${hello}/bin/hello
    '';
    serviceConfig.RuntimeDirectory = [ "scripted" ];
    confinement.enable = true;
  };
  told = {
    environment.SSL_CERT_FILE = "${caBundle}";
    serviceConfig.ExecStart = "${curl}/bin/curl https://example.org";
    serviceConfig.BindReadOnlyPaths = [ "/etc/resolv.conf" "${caBundle}" ];
    confinement.enable = true;
    confinement.packages = [ "${caBundle}" ];
  };
  conditional = {
    serviceConfig.ExecCondition = "${gnugrep}/bin/grep -q on /run/state";
    serviceConfig.ExecStart = "${hello}/bin/hello";
    confinement.enable = true;
    confinement.packages = [ gnugrep ];
  };
  stateful = {
    serviceConfig.ExecStart = "${sqlite}/bin/sqlite3 /var/lib/stateful/db";
    serviceConfig.StateDirectory = "stateful";
    serviceConfig.RestrictAddressFamilies = [ "AF_INET6" "AF_UNIX" ];
    confinement.enable = true;
  };
  bare = {
    serviceConfig.ExecStart = "${dnsmasq}/bin/dnsmasq -k";
    serviceConfig.MountAPIVFS = false;
    confinement = { enable = true; mode = "chroot-only"; };
  };
}
