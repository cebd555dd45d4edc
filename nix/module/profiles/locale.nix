# NixOS names the archive in the environment of every service, where confinement does not look.
{ config, lib, ... }:
{
  description = "the host's locales.";
  packages = lib.filter (value: value != null) [
    (config.systemd.globalEnvironment.LOCALE_ARCHIVE or null)
  ];
}
