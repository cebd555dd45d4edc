# The unit file of an evaluated service, with its keys as in `config.systemd.units`.
packages: name: service:
let
  inherit (builtins)
    attrNames
    concatMap
    concatStringsSep
    filter
    isBool
    isList
    isString
    split
    toJSON
    ;

  line =
    key: value:
    "${key}=${if isBool value then (if value then "true" else "false") else toString value}";
  listOf = value: if isList value then value else [ value ];
  settings = set: concatMap (key: map (line key) (listOf set.${key})) (attrNames set);
  variable = key: "Environment=${toJSON "${key}=${service.environment.${key}}"}";

  text = concatStringsSep "\n" (
    [ "[Unit]" ]
    ++ settings ({ Description = service.description; } // service.unitConfig)
    ++ [
      ""
      "[Service]"
    ]
    ++ map variable (attrNames service.environment)
    ++ settings service.serviceConfig
    ++ [ "" ]
  );
  storeName = concatStringsSep "-" (filter isString (split "[^0-9a-zA-Z@+_-]+" name));
in
{
  aliases = [ ];
  enable = true;
  name = "${name}.service";
  overrideStrategy = "asDropinIfExists";
  requiredBy = [ ];
  inherit text;
  unit = packages.file "unit-${storeName}.service" text;
  upheldBy = [ ];
  inherit (service) wantedBy;
}
