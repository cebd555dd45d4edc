# Where a confined service's root directory is, by dialect.
{ lib, pkgs }:
{
  dialect,
  name,
  instanceRoots,
}:
let
  inherit ((import ../reference/dialects.nix).${dialect}) root sharedInstanceRoot;
  pathSafeName = lib.replaceStrings [ "@" ":" "\\" "[" "]" ] [ "-" "-" "-" "" "" ] name;
in
if root == null then
  pkgs.runCommand "${pathSafeName}-chroot" { } ''mkdir "$out"''
else if sharedInstanceRoot && instanceRoots && lib.hasSuffix "@" name then
  # the unit's full name, with the instance
  "/run/confinement/%n"
else
  lib.replaceStrings [ "{name}" ] [ pathSafeName ] root
