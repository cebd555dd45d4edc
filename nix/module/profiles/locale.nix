# NixOS names the archive in the environment of every service, where confinement does not look.
{ ... }:
{
  description = "the host's locales.";
  variables = [ "LOCALE_ARCHIVE" ];
  named = [
    "locale-archive"
    "/locale/"
  ];
}
