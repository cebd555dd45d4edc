# What only the rules of 2022 make a mistake. The comment at a line's end is the code that is to be found there.
packages: with packages; {
  dynamic = {
    serviceConfig.ExecStart = "${hello}/bin/hello";
    serviceConfig.DynamicUser = true; # CU203
    confinement.enable = true;
  };
  protected = {
    serviceConfig.ExecStart = "${hello}/bin/hello";
    serviceConfig.ProtectSystem = "strict"; # CU203
    confinement.enable = true;
  };
  masked = {
    serviceConfig.ExecStart = "${hello}/bin/hello";
    serviceConfig.UMask = "0077"; # CU209
    confinement.enable = true;
  };
}
