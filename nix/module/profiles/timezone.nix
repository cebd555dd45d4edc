{ etc, ... }:
{
  description = "local time, and all time zones for programs that are told one by `TZ`.";
  variables = [ "TZDIR" ];
  named = [ "zoneinfo" ];
}
// etc [
  "localtime"
  "zoneinfo"
]
