# Services to look into: one that lacks files, one without a shell, one that serves.
packages: with packages;
let
  confined = mode: extra: { enable = true; inherit mode; binSh = "${busybox}/bin/sh"; } // extra;
  lacking = script "lacking" ''
    ${busybox}/bin/busybox cat /etc/resolv.conf "$GREETING"
    convert --version
    echo "in $(${busybox}/bin/busybox pwd) as $(${busybox}/bin/busybox id -u), state in $STATE_DIRECTORY"
    exit 7
  '';
in
{
  lacking = {
    environment.GREETING = builtins.unsafeDiscardStringContext "${elsewhere}";
    serviceConfig = {
      ExecStart = "${lacking}/bin/lacking";
      StateDirectory = "lacking";
      User = "4711";
      WorkingDirectory = "/tmp";
      CapabilityBoundingSet = "";
    };
    confinement = confined "full-apivfs" { };
  };
  silent = {
    serviceConfig.ExecStart = "${busybox}/bin/busybox sleep 600";
    confinement = confined "chroot-only" { binSh = null; };
  };
  # binds what the machine may not have
  unbound = {
    serviceConfig.ExecStart = "${busybox}/bin/busybox sleep 600";
    serviceConfig.BindReadOnlyPaths = [ "/run/no-such.sock" "-%t/may-be.sock" ];
    confinement = confined "full-apivfs" { };
  };
  broken = {
    serviceConfig.ExecStart = "${busybox}/bin/no-such-program";
    confinement = confined "chroot-only" { };
  };
}
