# The services under test, each in both modes.
packages: with packages;
let
  probe = import ./probe.nix packages;
  shell = "${busybox}/bin/sh";
  confined = mode: extra: {
    enable = true;
    inherit mode;
    binSh = shell;
  } // extra;
  service = mode: confinement: settings: {
    # the journal would have it too, but not which start it was
    serviceConfig = {
      Type = "oneshot";
      StandardOutput = "truncate:/e2e/out/%n.output";
      StandardError = "journal";
    } // settings;
    confinement = confined mode confinement;
  };

  # counts its starts in its StateDirectory
  counting = directory: {
    ExecStart = script "count" ''
      b=${busybox}/bin/busybox
      echo x >> "$STATE_DIRECTORY/starts"
      echo "starts: $($b wc -l < "$STATE_DIRECTORY/starts")"
      echo "user: $($b id -u)"
      echo "store: $($b ls -A /nix/store | $b tr '\n' ' ')"
    '' + "/bin/count";
    StateDirectory = directory;
  };

  inMode = suffix: mode: {
    "probe-${suffix}" = service mode { } { ExecStart = "${probe}/bin/probe"; };
    "shellless-${suffix}" = service mode { binSh = null; } { ExecStart = "${probe}/bin/probe"; };
    "extra-${suffix}" = service mode { packages = [ elsewhere ]; } { ExecStart = "${probe}/bin/probe"; };
    "state-${suffix}" = service mode { } (counting "state-${suffix}" // { DynamicUser = true; });
    "kept-${suffix}" = service mode { } (counting "kept-${suffix}");
    "user-${suffix}" = service mode { } { ExecStart = "${probe}/bin/probe"; User = "nobody"; };
  };

  # Type=exec: started once it runs in its chroot, not when it is forked.
  lasting = confinement: {
    serviceConfig.Type = "exec";
    serviceConfig.ExecStart = script "last" ''
      exec ${busybox}/bin/busybox sleep 600
    '' + "/bin/last";
    confinement = confined "chroot-only" confinement;
  };
in
inMode "full" "full-apivfs"
// inMode "chroot" "chroot-only"
// {
  "inherit-full" = service "full-apivfs" { mounts = "inherit"; } { ExecStart = "${probe}/bin/probe"; };
  "inherit-chroot" = service "chroot-only" { mounts = "inherit"; } { ExecStart = "${probe}/bin/probe"; };
  "image-full" = service "full-apivfs" { mounts = "image"; } { ExecStart = "${probe}/bin/probe"; };
  "image-chroot" = service "chroot-only" { mounts = "image"; } { ExecStart = "${probe}/bin/probe"; };
  "overlay-full" = service "full-apivfs" { mounts = "overlay"; } { ExecStart = "${probe}/bin/probe"; };
  "overlay-chroot" = service "chroot-only" { mounts = "overlay"; } { ExecStart = "${probe}/bin/probe"; };
  "shared@" = lasting { };
  "metrics:node" = service "full-apivfs" { } { ExecStart = "${probe}/bin/probe"; };
  "dev-disk\\x2dsync" = service "chroot-only" { } { ExecStart = "${probe}/bin/probe"; };
  "under_score.dot" = service "chroot-only" { } { ExecStart = "${probe}/bin/probe"; };
}
