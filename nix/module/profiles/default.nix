# Profiles by name, each from a file:
#
#   description  for the option
#   binds        BindReadOnlyPaths
#   packages     in the chroot
#   variables    of systemd.globalEnvironment, whose store paths are in the chroot
#   environment  of the service
#   after        units that are started before
#   below        places besides those of the binds where programs look for the same: what is there and below
#   named        parts of a path by which they look for it elsewhere
#
# src/reference/profiles.json holds what the command line needs of them: `npm run goldens` writes it anew.
{ config, lib }:
let
  etc = import ./etc.nix { inherit config lib; };
  profile =
    file:
    let
      own = {
        binds = [ ];
        packages = [ ];
        variables = [ ];
        environment = { };
        after = [ ];
        below = [ ];
        named = [ ];
      }
      // import file { inherit config lib etc; };
      values = map (name: config.systemd.globalEnvironment.${name} or null) own.variables;
    in
    own // { packages = own.packages ++ lib.filter (value: value != null) values; };
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
