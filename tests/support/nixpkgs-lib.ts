import { join } from "node:path";
import { nix } from "./nix.ts";
import { skipped } from "./skip.ts";

/** Stand-ins for NixOS and its packages, over the real lib of nixpkgs. */
export const MODULE_FIXTURES = join(import.meta.dirname, "../fixtures/module");

let found: string | null | undefined;

/**
 * The directory of nixpkgs' own lib, by the lock of tests/fixtures/module/lib: from the store where its source is there, else
 * by Nix from where the lock says; null where neither works.
 */
export function nixpkgsLib(): string | null {
  if (found === undefined) {
    try {
      found = nix("nix", ["eval", "--raw", `path:${MODULE_FIXTURES}/lib#path`]);
    } catch {
      found = null;
    }
  }
  return found;
}

/** The body of a test that needs nixpkgs' lib; the test is skipped, loudly, where it cannot be had. */
export function withLib(body: (lib: string) => void | Promise<void>): () => void | Promise<void> {
  return () => {
    const lib = nixpkgsLib();
    if (lib === null) {
      return skipped("the lib of nixpkgs is neither in the store nor available from the network");
    }
    return body(lib);
  };
}
