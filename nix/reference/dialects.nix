# The periods of nixpkgs' systemd-confinement.nix, each by the year its rules came (docs/explanation/dialects.md): all that
# differs between them. src/reference/dialects.ts is the other side of the border; a test compares the two.
#
#   nixpkgs             the releases that have these rules
#   root                RootDirectory; {name} is the name that is safe in a path, null a directory of the store for each service
#   settings            root → the settings besides it
#   privateTmp          "boolean" where the evaluation of a string ends in an error that nothing catches, else "any"
#   readOnlyRoot        whether nothing can be written to the root; else it is a tmpfs
#   sharedInstanceRoot  whether instances of a template have one root, which systemd removes with the first that stops
#   refuses             settings that undo the chroot
#   flattensExec        whether a list of commands is a list of packages; it was passed on as one before
#   recognisedBy        what the text of the module has and lacks; no two are recognised by the same text
#   isDefault           whether a host whose nixpkgs has these rules follows them without a declaration
let
  onTmpfs = {
    settings = _: { TemporaryFileSystem = "/"; };
    privateTmp = "any";
    readOnlyRoot = false;
    sharedInstanceRoot = false;
    refuses = [
      "DynamicUser"
      "ProtectSystem"
    ];
    flattensExec = true;
    isDefault = false;
  };

  # A directory below /run is made and removed by systemd, and nobody else looks into it.
  belowRun = {
    settings = root: {
      RuntimeDirectory = [ (builtins.substring 5 (-1) root) ];
      InaccessiblePaths = [ "-+${root}" ];
      ReadOnlyPaths = [ "+/" ];
    };
    privateTmp = "boolean";
    readOnlyRoot = true;
    sharedInstanceRoot = false;
    refuses = [ ];
    flattensExec = true;
    isDefault = true;
  };
in
{
  "2019" = onTmpfs // {
    nixpkgs = "19.09–21.11";
    root = null;
    flattensExec = false;
    recognisedBy = {
      has = [ ];
      lacks = [
        "confinement.conf"
        "confinement/%n"
        "/run/confinement"
      ];
    };
  };

  "2022" = onTmpfs // {
    nixpkgs = "22.05–24.05";
    root = "/var/empty";
    recognisedBy = {
      has = [ "confinement.conf" ];
      lacks = [
        "confinement/%n"
        "/run/confinement"
      ];
    };
  };

  "2024" = belowRun // {
    nixpkgs = "24.11–25.05";
    root = "/run/confinement/{name}";
    sharedInstanceRoot = true;
    recognisedBy = {
      has = [ "\"/run/confinement/\${mkPathSafeName name}\"" ];
      lacks = [ "confinement/%n" ];
    };
  };

  # The unit's full name, with the instance.
  "2025" = belowRun // {
    nixpkgs = "25.11 and later";
    root = "/run/confinement/%n";
    recognisedBy = {
      has = [
        "confinement/%n"
        "!cfg.serviceConfig.PrivateTmp"
      ];
      lacks = [ ];
    };
  };

  # Until pull request 560614 PrivateTmp was negated, which only a boolean can be.
  "2026" = belowRun // {
    nixpkgs = "with pull request 560614";
    root = "/run/confinement/%n";
    privateTmp = "any";
    recognisedBy = {
      has = [ "confinement/%n" ];
      lacks = [ "!cfg.serviceConfig.PrivateTmp" ];
    };
  };
}
