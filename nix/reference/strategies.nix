# How the store paths of a chroot are mounted (docs/explanation/mount-strategies.md). src/reference/strategies.ts is the other side
# of the border; a test compares the two.
#
#   description         for the option
#   hasImage            whether an image is built beside the drop-in
#   needsReadOnlyStore  whether the chroot could write to the store where the host's own store is writable
{
  read-only = {
    description = "a read-only bind for each, as nixpkgs does. The time to start grows with the square of their number.";
    hasImage = false;
    needsReadOnlyStore = false;
  };
  "inherit" = {
    description = "a bind for each, which is read-only because the store of the host is mounted so.";
    hasImage = false;
    needsReadOnlyStore = true;
  };
  image = {
    description = "one mount of an EROFS image that holds copies of them.";
    hasImage = true;
    needsReadOnlyStore = false;
  };
  overlay = {
    description = "one mount of the store itself, in which only they have names.";
    hasImage = true;
    needsReadOnlyStore = false;
  };
}
