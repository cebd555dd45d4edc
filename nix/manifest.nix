# host -> manifest, schema 1: all that crosses from Nix to Node, in the shape of src/manifest/types.ts.
#
# One self-contained function of builtins only: the command line hands this text to `nix eval --apply`, where
# pure evaluation forbids imports, and an argument ends at 128 KiB. Runs on Nix 2.8 and later.
#
#   depth         "lean": what a drop-in depends on, nothing else forced; "full": what explain and audit need
#   only          names of the services to look at, null for all; a name that no service has is ignored
#   include       names of services to take for confined although they are not: what they would be
#   dialect       declares the reference's rules; then, as when the host declares them, systemd.packages is
#                 not touched: confined-units' own drop-ins stand in it, and forcing them would recurse
#   want          extras: "nodejs" (the host's own Node.js), "reference" (each service's reference derivation, in a declared
#                 dialect too: from systemd.packages, else by importing the module of pkgs.path beside the host)
#   strict        let a service's error end the evaluation, so that its message is seen: tryEval keeps none
#   forceScripts  read a reference script even where PrivateTmp is no boolean: with most references an error
#                 that nothing catches
{
  depth ? "lean",
  only ? null,
  include ? [ ],
  dialect ? null,
  want ? [ ],
  strict ? false,
  forceScripts ? false,
}:
host:
let
  inherit (builtins)
    all
    any
    attrNames
    attrValues
    concatMap
    concatStringsSep
    deepSeq
    elem
    elemAt
    filter
    fromJSON
    genList
    getContext
    hashString
    head
    intersectAttrs
    isAttrs
    isBool
    isFunction
    isInt
    isList
    isPath
    isString
    length
    listToAttrs
    map
    mapAttrs
    match
    pathExists
    readFile
    replaceStrings
    split
    substring
    toJSON
    tryEval
    typeOf
    unsafeDiscardStringContext
    unsafeGetAttrPos
    ;

  # No string of the manifest has a context: nix would otherwise have to build what it merely names.
  bare = text: unsafeDiscardStringContext text;

  attempt = value: tryEval (deepSeq value value);
  orElse =
    fallback: value:
    let
      result = attempt value;
    in
    if result.success then result.value else fallback;
  orNull = orElse null;
  # Only the list itself: what is in it may be broken, or large.
  listOrEmpty =
    list:
    let
      result = tryEval list;
    in
    if result.success then result.value else [ ];

  # Like toString, but an unfit value is an error that tryEval can catch. Never "${path}": that would copy the
  # file, which may be a secret, into the world-readable store.
  textOf =
    what: value:
    if isString value then
      value
    else if isPath value || isAttrs value && (value ? outPath || value ? __toString) then
      toString value
    else
      throw "${what}: expected a string, a path or a package, got a ${typeOf value}";

  absent = option: throw "expected an evaluated NixOS host: it has no `${option}`";
  config = host.config or (absent "config");
  services = config.systemd.services or (absent "config.systemd.services");
  named = listToAttrs (
    map (name: {
      inherit name;
      value = null;
    }) only
  );
  chosen = if only == null then services else intersectAttrs named services;

  declaredDialect =
    let
      value = if dialect != null then dialect else config.confinedUnits.dialect or null;
    in
    if value == null || isString value then
      value
    else
      throw "config.confinedUnits.dialect: expected a string or null, got a ${typeOf value}";

  # ---- the reference's own derivations, by unit name; systemd.packages may hold paths, strings and worse
  referencesIn =
    evaluated: listToAttrs (concatMap referenceIn (listOrEmpty (evaluated.systemd.packages or [ ])));
  references = referencesIn config;
  referenceIn =
    element:
    let
      result = tryEval (
        isAttrs element
        && element ? excludedPath
        && element ? buildCommand
        && isString (element.serviceName or null)
      );
      entry = {
        name = bare element.serviceName;
        value = element;
      };
    in
    if result.success && result.value then [ entry ] else [ ];

  # The rules for a service that the reference makes nothing for, read off the reference's own text as
  # module/dialect.nix does; null: this nixpkgs is not at hand, or its text is not known.
  referenceModule = toString (pkgs.path or "") + "/nixos/modules/security/systemd-confinement.nix";
  dialectOfReference =
    let
      text = readFile referenceModule;
      has = part: replaceStrings [ part ] [ "" ] text != text;
      found = filter (name: all has recognisedBy.${name}.has && !any has recognisedBy.${name}.lacks) (
        attrNames recognisedBy
      );
    in
    if !(pkgs ? path) || !pathExists referenceModule || found == [ ] then null else head found;

  # As in reference/dialects.nix, which a test compares: nothing can be imported here.
  recognisedBy = {
    "2019" = {
      has = [ ];
      lacks = [
        "confinement.conf"
        "confinement/%n"
        "/run/confinement"
      ];
    };
    "2022" = {
      has = [ "confinement.conf" ];
      lacks = [
        "confinement/%n"
        "/run/confinement"
      ];
    };
    "2024" = {
      has = [ "\"/run/confinement/\${mkPathSafeName name}\"" ];
      lacks = [ "confinement/%n" ];
    };
    "2025" = {
      has = [
        "confinement/%n"
        "!cfg.serviceConfig.PrivateTmp"
      ];
      lacks = [ ];
    };
    "2026" = {
      has = [ "confinement/%n" ];
      lacks = [ "!cfg.serviceConfig.PrivateTmp" ];
    };
  };

  # What the reference would make of this host, where another module stands in for it: the host is not evaluated again.
  referencesBeside =
    let
      inherit (pkgs) lib;
      utils = import (toString pkgs.path + "/nixos/lib/utils.nix") { inherit config lib pkgs; };
    in
    if !(pkgs ? path) || !pathExists referenceModule then
      { }
    else
      referencesIn
        (import referenceModule {
          inherit
            config
            lib
            pkgs
            utils
            ;
        }).config;
  referenceOf =
    unit:
    if declaredDialect == null then
      references.${unit} or null
    else if !(elem "reference" want) then
      null
    else
      references.${unit} or (referencesBeside.${unit} or null);

  # Indentation, comments and the program bound to /bin/sh say nothing about the rules a script follows.
  linesOf = text: concatMap lineOf (filter isString (split "\n" text));
  lineOf =
    raw:
    let
      trimmed = match "[ \t\r]*([^ \t\r].*[^ \t\r]|[^ \t\r])[ \t\r]*" raw;
      line = head trimmed;
      text = if substring 0 6 line == "binsh=" then "binsh=" else line;
      entry = {
        inherit text;
        sha256 = hashString "sha256" text;
      };
    in
    if trimmed == null || substring 0 1 line == "#" then [ ] else [ entry ];

  # ---- one service: null where it is neither confined nor treated as confined, else its entry and the text of its reference script
  serviceOf =
    name: value:
    let
      where = "systemd.services.${toJSON name}";
      confinement = value.confinement or { };
      option =
        field: isFit: expected:
        let
          wrong = what: throw "${where}.confinement.${field}: expected ${expected}, ${what}";
          found = confinement.${field} or (wrong "it is missing");
        in
        if isFit found then found else wrong "got a ${typeOf found}";
      isConfined = (confinement.enable or false) == true;
      # What confinement itself would add, where it is not enabled.
      implied =
        if isConfined then
          [ ]
        else
          (
            if confinement.fullUnit or false then
              [ (toJSON config.systemd.units."${name}.service") ]
            else
              concatMap (key: listFrom (serviceConfig.${key} or [ ])) execOptions
          )
          ++ (if binSh == null then [ ] else [ binSh ]);
      packages = implied ++ option "packages" isList "a list";
      texts = map (textOf "${where}.confinement.packages") packages;
      binSh = option "binSh" (_: true) "a path or null";
      # Our module's own option.
      mounts = bare (textOf "${where}.confinement.mounts" confinement.mounts or "read-only");
      packageText = concatStringsSep "\n" texts;

      serviceConfig = value.serviceConfig or { };
      privateTmp =
        serviceConfig.PrivateTmp or (if isConfined then null else confinement.mode == "full-apivfs");
      reference = if !isConfined then null else referenceOf "${name}.service";
      isReadable = isBool privateTmp || forceScripts;
      script =
        if reference == null || !isReadable then
          null
        else
          bare (textOf "buildCommand" reference.buildCommand);
    in
    if !isConfined && !(elem name include) then
      null
    else
      {
        inherit script;
        entry = {
          inherit name;
          pathSafeName = replaceStrings [ "@" ":" "\\" "[" "]" ] [ "-" "-" "-" "" "" ] name;
          confinement = {
            enable = true;
            mode = bare (option "mode" isString "a string");
            fullUnit = option "fullUnit" isBool "a boolean";
            binSh = if binSh == null then null else bare (textOf "${where}.confinement.binSh" binSh);
            packages = map bare texts;
            packageKinds = map (package: if isAttrs package then "derivation" else "string") packages;
          }
          // (if mounts == "read-only" then { } else { inherit mounts; });
          packageText = bare packageText;
          context = getContext packageText;
          settings = {
            PrivateTmp =
              if privateTmp == null || isBool privateTmp then
                privateTmp
              else if isInt privateTmp then
                toString privateTmp
              # Several definitions make a list of any option; the older rules build it anyway.
              else if isList privateTmp then
                null
              else
                bare (textOf "${where}.serviceConfig.PrivateTmp" privateTmp);
            # The drop-in does not depend on it, so a conflict there does not fail the service.
            RootDirectory = orNull (bare (textOf "RootDirectory" serviceConfig.RootDirectory or null));
          };
          reference =
            if reference == null then
              null
            else
              {
                script = if script == null then null else hashString "sha256" script;
              }
              // (
                if
                  elem "reference" want && isReadable
                # Not `outPath`: a set that has one is printed as that path alone.
                then
                  {
                    drv = {
                      drvPath = bare reference.drvPath;
                      path = bare reference.outPath;
                    };
                  }
                else
                  { }
              );
        }
        // (if isConfined then { } else { dialect = dialectOfReference; })
        // (if depth == "full" then { full = factsOf name value; } else { });
      };

  execOptions = [
    "ExecReload"
    "ExecStart"
    "ExecStartPost"
    "ExecStartPre"
    "ExecStop"
    "ExecStopPost"
  ];
  listFrom = value: if isList value then concatMap listFrom value else [ value ];

  results = attrValues (
    mapAttrs (
      name: value:
      let
        result = attempt (serviceOf name value);
      in
      if strict then
        serviceOf name value
      else if result.success then
        result.value
      else
        {
          script = null;
          entry = {
            inherit name;
            error = null;
          };
        }
    ) chosen
  );
  confined = filter (result: result != null) results;

  # ---- full depth: none of it can fail the service

  # NixOS writes it into the unit of each service, below the service's own.
  globalEnvironment =
    let
      all = jsonOf 8 (config.systemd.globalEnvironment or { });
    in
    if isAttrs all then all else { };
  factsOf =
    name: value:
    let
      set = found: if isAttrs found then found else null;
      own = set (jsonOf 8 (value.environment or null));
      text = toJSON {
        serviceConfig = set (jsonOf 8 (value.serviceConfig or null));
        environment = if own == null then null else globalEnvironment // own;
        unitText = orNull (textOf "text" config.systemd.units."${name}.service".text or null);
        path = orNull (if isList (value.path or null) then map (textOf "path") value.path else null);
      };
      confinement = value.confinement or { };
      # Our module's own options; what is judged for the whole host holds unless the service says otherwise.
      ignored = config.confinedUnits.ignoredFindings or { } // confinement.ignoredFindings or { };
    in
    fromJSON (bare text)
    // {
      ownModule = confinement ? includePath;
      profiles = orElse [ ] (map (textOf "profiles") (confinement.profiles or [ ]));
      ignore = orElse { } (mapAttrs (_: reason: bare (textOf "ignore" reason)) ignored);
    }
    // {
      context = getContext text;
      definitions = definitionsOf name;
    };

  # JSON of any value: null for what does not evaluate, for functions, and below `levels` levels, since a
  # value may be cyclic.
  jsonOf =
    levels: raw:
    let
      result = tryEval raw;
      inherit (result) value;
    in
    if !result.success || levels == 0 || isFunction value then
      null
    else if isAttrs value && value ? outPath then
      orNull (textOf "package" value)
    else if isAttrs value then
      mapAttrs (_: jsonOf (levels - 1)) value
    else if isList value then
      map (jsonOf (levels - 1)) value
    else if isPath value then
      toString value
    else
      value;

  # ---- where options are written: the merged config has no positions, the raw definitions do
  rawDefinitions =
    let
      option = host.options.systemd.services or { };
    in
    option.definitionsWithLocations or (genList (index: {
      file = elemAt option.files index;
      value = elemAt option.definitions index;
    }) (length (option.files or [ ])));
  serviceDefinitions = listOrEmpty (
    concatMap (
      raw:
      map (value: {
        inherit (raw) file;
        inherit value;
      }) (setsIn raw.value)
    ) rawDefinitions
  );

  # The plain sets a definition comes down to, behind mkIf, mkMerge, mkForce and their like. Functions and
  # files are submodules of their own: skipped.
  setsIn =
    raw:
    let
      result = tryEval raw;
      inherit (result) value;
      kind = value._type or null;
    in
    if !result.success || !isAttrs value then
      [ ]
    else if kind == "if" then
      (if orNull value.condition == true then setsIn value.content else [ ])
    else if kind == "merge" then
      concatMap setsIn value.contents
    else if kind == "override" || kind == "order" then
      setsIn value.content
    else if kind == "definition" then
      setsIn value.value
    else
      [ value ];

  definitionsOf =
    name:
    concatMap (
      definition:
      orElse [ ] (concatMap (entriesIn definition.file) (setsIn definition.value.${name} or null))
    ) serviceDefinitions;
  entriesIn =
    file: service:
    concatMap (
      field:
      let
        below = set: map (name: entryAt file [ field name ] set) (attrNames set);
      in
      [ (entryAt file [ field ] service) ]
      ++ (
        if
          elem field [
            "serviceConfig"
            "confinement"
            "environment"
            "unitConfig"
          ]
        then
          concatMap below (setsIn service.${field})
        else
          [ ]
      )
    ) (attrNames service);
  # Line and column are 0 where Nix knows no position, as of a set that a function made.
  entryAt =
    file: option: set:
    let
      position = unsafeGetAttrPos (elemAt option (length option - 1)) set;
    in
    {
      inherit option;
      file = bare (toString (position.file or file));
      line = position.line or 0;
      column = position.column or 0;
    };

  pkgs = host.pkgs or { };
  # One of the two may be an alias that throws.
  programAt =
    attribute:
    orNull (
      let
        path = textOf attribute pkgs.${attribute} or null;
      in
      {
        path = bare path;
        context = getContext path;
      }
    );
  nodejs =
    let
      slim = programAt "nodejs-slim";
    in
    if slim != null then slim else programAt "nodejs";
in
if
  !(elem depth [
    "lean"
    "full"
  ])
then
  throw "depth: expected \"lean\" or \"full\", got ${toJSON depth}"
else if
  !(all (
    extra:
    elem extra [
      "nodejs"
      "reference"
    ]
  ) want)
then
  throw "want: expected \"nodejs\" or \"reference\", got ${toJSON want}"
else
  {
    schema = 1;
    inherit depth declaredDialect;
    system = orNull (bare (textOf "system" (pkgs.stdenv.hostPlatform.system or pkgs.system or null)));
    nodejs = if elem "nodejs" want then nodejs else null;
    scripts = mapAttrs (_: linesOf) (
      listToAttrs (
        map ({ script, ... }: {
          name = hashString "sha256" script;
          value = script;
        }) (filter (result: result.script != null) confined)
      )
    );
    services = map (result: result.entry) confined;
  }
