import type { Context } from "../../../src/manifest/types.ts";
import type { Nix } from "../../../src/nix/nix.ts";

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

/** The string contexts of a list of strings, a Nix expression over these packages, which are new to the store. */
export async function contextsOf(nix: Nix, expression: string): Promise<Context[]> {
  const salt = String(process.hrtime.bigint());
  const text = `with (${packages(salt)}); map builtins.getContext (${expression})`;
  return JSON.parse((await nix.command("eval", ["--json", "--impure", "--expr", text])).stdout) as Context[];
}
