# What works in the background.
packages: with packages; {
  mailer = {
    description = "Mail queue, confined to all that its unit names";
    path = [ gzip ];
    environment.MSMTP_CONFIG = "${caBundle}";
    serviceConfig.ExecStart = "${msmtp}/bin/msmtp --serverinfo";
    confinement = {
      enable = true;
      fullUnit = true;
    };
  };

  mirror = {
    description = "Git mirror with packages as derivations, one output and all of them";
    path = [
      git
      openssh
    ];
    serviceConfig = {
      ExecStart = "${git}/bin/git remote update";
      Type = "oneshot";
    };
    confinement = {
      enable = true;
      packages = [
        openssh
        openssl.out
        "${caBundle}"
        mailcap
      ];
    };
  };

  "worker@" = {
    description = "Worker %i";
    serviceConfig = {
      ExecStart = "${hello}/bin/hello --greeting %i";
      Restart = "on-failure";
    };
    confinement.enable = true;
  };

  "worker@blue" = {
    description = "One worker with more memory";
    serviceConfig = {
      ExecStart = "${hello}/bin/hello --greeting blue";
      MemoryMax = "1G";
    };
    confinement = {
      enable = true;
      binSh = "${dash}/bin/dash";
    };
  };
}
