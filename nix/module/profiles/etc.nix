# Names below /etc → the binds and packages that make them work in a chroot.
#
# NixOS makes of most of /etc links to /etc/static and from there to the store. A bind of such a file is made from its
# source in the store, whose package is put into the chroot too: so a restart follows a change, and a program that looks
# where a link leads finds that end as well. What only exists on the running host is bound as it stands there, and
# left out where it is missing when the service starts.
{ config, lib }:
let
  entryOf =
    name:
    let
      entry = config.environment.etc.${name} or null;
      # A file is copied to the store, as NixOS does with it. Other strings name files of the running host.
      source = if lib.isString entry.source then entry.source else "${entry.source}";
      inStore = entry != null && entry.enable or true && lib.hasPrefix builtins.storeDir source;
    in
    if inStore then
      {
        bind = "${source}:/etc/${name}";
        packages = [ source ];
      }
    else
      {
        bind = "-/etc/${name}";
        packages = [ ];
      };
in
names:
let
  entries = map entryOf names;
in
{
  binds = map (entry: entry.bind) entries;
  packages = lib.concatMap (entry: entry.packages) entries;
}
