# Where a confined service's root directory is, by dialect. 2019 had an empty directory in the store for each.
{ lib, pkgs }:
{
  dialect,
  name,
  instanceRoots,
}:
let
  pathSafeName = lib.replaceStrings [ "@" ":" "\\" "[" "]" ] [ "-" "-" "-" "" "" ] name;
  # the unit's full name, with the instance
  ofInstance = "/run/confinement/%n";
in
{
  "2019" = pkgs.runCommand "${pathSafeName}-chroot" { } ''mkdir "$out"'';
  "2022" = "/var/empty";
  "2024" =
    if instanceRoots && lib.hasSuffix "@" name then ofInstance else "/run/confinement/${pathSafeName}";
  "2025" = ofInstance;
  "2026" = ofInstance;
}
.${dialect}
