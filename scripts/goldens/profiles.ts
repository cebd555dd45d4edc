import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { nix } from "../../tests/support/nix.ts";

/** Where the command line has its profiles. */
export const PROFILES_JSON = join(import.meta.dirname, "../../src/reference/profiles.json");

/** The profiles of nix/module/profiles, as PROFILES_JSON has to hold them. */
export function exportProfiles(): unknown {
  const file = join(import.meta.dirname, "profiles.nix");
  return JSON.parse(nix("nix-instantiate", ["--eval", "--strict", "--json", file]));
}

/** Writes them anew, and gives whether that changed anything. */
export function writeProfiles(): boolean {
  const before = readFileSync(PROFILES_JSON, "utf8");
  writeFileSync(PROFILES_JSON, JSON.stringify(exportProfiles(), null, 2));
  execFileSync(join(import.meta.dirname, "../../node_modules/.bin/oxfmt"), [PROFILES_JSON]);
  return readFileSync(PROFILES_JSON, "utf8") !== before;
}
