# What the services are written with.
packages: with packages;
rec {
  run = line: { serviceConfig.ExecStart = line; };
  set = settings: line: { serviceConfig = { ExecStart = line; } // settings; };
  on = confinement: service: service // { confinement = service.confinement or { } // confinement; };
  chrootOnly = on { mode = "chroot-only"; };
  shell' = name: text: run (shell name text);
  cat = "${coreutils}/bin/cat";
  test = "${coreutils}/bin/test";
}
