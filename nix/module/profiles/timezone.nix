{ etc, ... }:
{
  description = "local time, and all time zones for programs that read one from `TZ`.";
  variables = [ "TZDIR" ];
  named = [ "zoneinfo" ];
}
// etc [
  "localtime"
  "zoneinfo"
]
