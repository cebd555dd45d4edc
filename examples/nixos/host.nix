# As little as NixOS asks of a host that nobody boots.
{
  system.stateVersion = "26.05";
  networking.hostName = "example";
  boot.isContainer = true;
  documentation.enable = false;
}
