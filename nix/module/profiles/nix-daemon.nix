# Root would open the store itself, of which a chroot has but a few paths, if it were not set to ask the daemon.
{
  config,
  lib,
  etc,
  ...
}:
let
  files = etc [ "nix/nix.conf" ];
in
{
  description = "the `nix` command, talking to the host's daemon. Store paths outside of the chroot are not visible.";
  binds = files.binds ++ [ "/nix/var/nix/daemon-socket" ];
  packages = files.packages ++ [ config.nix.package ];
  environment.NIX_REMOTE = lib.mkDefault "daemon";
  after = [ "nix-daemon.socket" ];
}
