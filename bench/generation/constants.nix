# The limit: derivations that do nothing but exist. `salt` makes them new.
{ count, salt }:
builtins.genList (
  i:
  derivation {
    name = "constant-${toString i}-${salt}";
    system = builtins.currentSystem;
    builder = "/bin/sh";
    args = [
      "-c"
      "echo > $out"
    ];
  }
) (builtins.fromJSON count)
