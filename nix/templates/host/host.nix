{ pkgs, ... }:
{
  nixpkgs.hostPlatform = "x86_64-linux";
  system.stateVersion = "26.05";
  # a host to look at; one to start also needs a boot loader and disks
  boot.isContainer = true;

  systemd.services.fetch = {
    startAt = "hourly";
    path = [ pkgs.curl ];
    script = "curl --silent --output index.html https://example.org";
    serviceConfig = {
      DynamicUser = true;
      StateDirectory = "fetch";
      WorkingDirectory = "/var/lib/fetch";
    };
    confinement = {
      enable = true;
      includePath = true;
      profiles = [
        "dns"
        "tls"
      ];
    };
  };
}
