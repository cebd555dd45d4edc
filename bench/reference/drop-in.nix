# What nixpkgs' module builds for one confined service, written anew from what is recorded of it (tests/fixtures/reference):
# a text with the service's store paths, the closure of that text, and the drop-in, by a loop in the shell.
#
#   builders      writeText, closureInfo and runCommand, as nixpkgs has them
#   dialect       the period whose rules it follows
#   text, binSh   with their string contexts
{ builders, dialect }:
{
  name,
  pathSafeName,
  text,
  binSh,
  privateTmp,
}:
let
  inherit (builders) closureInfo runCommand writeText;
  # Names of store paths are stricter than those of units.
  storeName = builtins.concatStringsSep "-" (
    builtins.filter builtins.isString (builtins.split "[^0-9a-zA-Z+_-]+" pathSafeName)
  );
  unit = "lib/systemd/system/${name}.service";
  excludedPath = writeText "${storeName}-string-contexts.txt" text;
in
runCommand "${storeName}-chroot-paths"
  {
    inherit excludedPath;
    serviceName = "${name}.service";
    closure = closureInfo { rootPaths = excludedPath; };
    program = if binSh == null then "" else binSh;
    file = if dialect == "2019" then unit else "${unit}.d/confinement.conf";
    hidden = if dialect == "2024" && !privateTmp then "/tmp /var/tmp" else "";
  }
  ''
    mkdir -p "$(dirname "$out/$file")"
    {
      echo '[Service]'
      if [ -n "$program" ]; then
        target=$(readlink -e "$program")
        echo "BindReadOnlyPaths=$target:/bin/sh"
      fi
      for place in $hidden; do echo "InaccessiblePaths=-+$place"; done
      while read -r path; do
        if [ "$path" = "$excludedPath" ]; then continue; fi
        if [ -L "$path" ]; then
          echo "BindReadOnlyPaths=$(readlink -e "$path"):$path"
        else
          echo "BindReadOnlyPaths=$path"
        fi
      done < "$closure/store-paths"
    } > "$out/$file"
  ''
