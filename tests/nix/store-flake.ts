/** Derivations with a reference graph, for tests that build; `salt` makes them new to the store. */
export function packages(salt: string): string {
  return `
    let
      make = name: script: extra: derivation ({
        inherit name;
        salt = "${salt}";
        system = builtins.currentSystem;
        builder = "/bin/sh";
        args = [ "-c" script ];
      } // extra);
    in rec {
      library = make "library" "echo library > $out" { };
      tool = make "tool" "echo \${library} > $out; echo $out > $dev; echo manual > $man" { outputs = [ "out" "dev" "man" ]; };
      plain = builtins.toFile "plain" "\${builtins.toFile "inner" "inner ${salt}"}";
      broken = make "broken" "i=0; while [ $i -lt 70 ]; do echo line $i; i=$((i+1)); done; exit 3" { };
      needsBroken = make "needs-broken" "cat \${broken}" { };
      silent = make "silent" "true" { };
    }`;
}
