# The folder of NixOS' modules → the dialect of the reference in it.
#
# Read off the reference's text: its changes came in the middle of a release's development, so that a version number
# would only be a guess. Not by a regular expression: those of Nix recurse for each character.
modulesPath:
let
  reference = "${toString modulesPath}/security/systemd-confinement.nix";
  text = builtins.readFile reference;
  has = part: builtins.replaceStrings [ part ] [ "" ] text != text;
  declare = "declare the rules to go by: confinedUnits.dialect = \"2024\";";
in
if !builtins.pathExists reference then
  throw "confined-units: this NixOS has no ${reference}; ${declare}"
else if has "confinement/%n" then
  # until pull request 560614 it was negated, which only a boolean can be
  if has "!cfg.serviceConfig.PrivateTmp" then "2025" else "2026"
else if has "\"/run/confinement/\${mkPathSafeName name}\"" then
  "2024"
else
  throw "confined-units: ${reference} is older than, or unlike, all that is known here; ${declare}"
