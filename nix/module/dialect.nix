# The directory of NixOS' modules → the dialect of the reference in it.
#
# Read off the reference's text: its changes came in the middle of a release's development, so that a version number
# would not be reliable. Not by a regular expression: those of Nix recurse for each character.
modulesPath:
let
  dialects = import ../reference/dialects.nix;
  reference = "${toString modulesPath}/security/systemd-confinement.nix";
  text = builtins.readFile reference;
  has = part: builtins.replaceStrings [ part ] [ "" ] text != text;
  fits =
    name:
    let
      inherit (dialects.${name}) isDefault recognisedBy;
    in
    isDefault && builtins.all has recognisedBy.has && !builtins.any has recognisedBy.lacks;
  found = builtins.filter fits (builtins.attrNames dialects);
  declare = "choose the rules to follow: confinedUnits.dialect = \"2024\";";
in
if !builtins.pathExists reference then
  throw "confined-units: this NixOS has no ${reference}; ${declare}"
else if found == [ ] then
  throw "confined-units: ${reference} is older than, or different from, all known versions; ${declare}"
else
  builtins.head found
