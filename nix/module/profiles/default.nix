# Profiles by name: { description; binds ? [ ]; packages ? [ ]; environment ? { }; after ? [ ]; }.
{ config, lib }:
let
  etc = import ./etc.nix { inherit config lib; };
  profile = file: import file { inherit config lib etc; };
in
{
  dns = profile ./dns.nix;
  journal = profile ./journal.nix;
  locale = profile ./locale.nix;
  nix-daemon = profile ./nix-daemon.nix;
  nss = profile ./nss.nix;
  postgresql = profile ./postgresql.nix;
  timezone = profile ./timezone.nix;
  tls = profile ./tls.nix;
}
