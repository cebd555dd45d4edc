# Names that need care in paths and in unit files.
packages:
with packages;
let
  named = description: program: {
    inherit description;
    serviceConfig.ExecStart = program;
    confinement.enable = true;
  };
in
{
  "backup job" = named "A space" "${restic}/bin/restic backup /var/lib";
  "dev-disk\\x2dsync" = named "systemd's escape of a dash" "${rsync}/bin/rsync --daemon --no-detach";
  ".sweeper" = named "A leading dot" "${findutils}/bin/find /tmp -mtime +1";
  "metrics:node" = named "A colon" "${node-exporter}/bin/node_exporter";
  "überwachung" = named "Not ASCII" "${hello}/bin/hello --greeting Grüße";
}
