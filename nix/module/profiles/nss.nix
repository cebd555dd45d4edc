# glibc loads no module of the host's in a chroot: nscd answers for them. Its socket is compiled into glibc by the
# name /var/run/nscd/socket; the directory is bound, because the socket is made anew when nscd restarts (and the directory is
# not: ../runtime-directories.nix).
{
  config,
  lib,
  etc,
  ...
}:
let
  files = etc [
    "group"
    "nsswitch.conf"
    "passwd"
  ];
  hasDaemon = config.services.nscd.enable or false;
in
files
// {
  description = "users, groups and hosts as the host knows them, by nscd where it runs.";
  below = [ "/run/nscd" ];
  binds = files.binds ++ lib.optional hasDaemon "-/var/run/nscd";
  after = lib.optional hasDaemon "nscd.service";
}
