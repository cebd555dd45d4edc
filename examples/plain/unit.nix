# The unit file of an evaluated service, with its keys as in `config.systemd.units`.
packages: name: service:
let
  inherit (builtins) attrNames concatMap concatStringsSep isBool isList toJSON;

  line = key: value: "${key}=${if isBool value then (if value then "true" else "false") else toString value}";
  settings = set: concatMap (key: map (line key) (if isList set.${key} then set.${key} else [ set.${key} ])) (attrNames set);
  variables = map (key: "Environment=${toJSON "${key}=${service.environment.${key}}"}") (attrNames service.environment);

  text = concatStringsSep "\n" (
    [ "[Unit]" ]
    ++ settings ({ Description = service.description; } // service.unitConfig)
    ++ [ "" "[Service]" ]
    ++ variables
    ++ settings service.serviceConfig
    ++ [ "" ]
  );
  storeName = concatStringsSep "-" (builtins.filter builtins.isString (builtins.split "[^0-9a-zA-Z@+_-]+" name));
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
