# Services that are not confined: never mentioned, switched off, or only half set up.
packages: with packages; {
  sshd = {
    description = "SSH daemon";
    serviceConfig.ExecStart = "${openssh}/bin/sshd -D";
  };
  varnish = {
    description = "Web cache, confinement switched off";
    serviceConfig.ExecStart = "${varnish}/bin/varnishd -F";
    confinement.enable = false;
  };
  reports = {
    description = "Packages for a confinement that is not enabled";
    serviceConfig.ExecStart = "${perl}/bin/perl -e 1";
    confinement.packages = [ gawk ];
  };
  "maintenance@" = {
    description = "A template";
    script = "rm -rf /var/tmp/%i";
  };
}
