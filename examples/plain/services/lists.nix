# Exec settings that are lists, with systemd's prefixes.
packages: with packages; {
  migrate = {
    description = "Several commands in one unit";
    serviceConfig = {
      Type = "oneshot";
      ExecStartPre = [
        "-${coreutils}/bin/mkdir -p /var/lib/migrate"
        "+${coreutils}/bin/install -d /run/migrate"
      ];
      ExecStart = [
        ""
        "${sqlite}/bin/sqlite3 /var/lib/migrate/db .schema"
        "!${gzip}/bin/gzip -k /var/lib/migrate/db"
      ];
      ExecStopPost = [ "@${coreutils}/bin/rm cleanup -f /run/migrate/lock" ];
    };
    confinement.enable = true;
  };

  fetch = {
    description = "curl by a symbolic link to a shell";
    serviceConfig = {
      ExecCondition = [ "${gnugrep}/bin/grep -q online /run/network" ];
      ExecStart = [ "${curl}/bin/curl --cacert ${caBundle} https://example.org" ];
    };
    confinement = {
      enable = true;
      binSh = "${defaultShell}";
    };
  };
}
