import type { HostResult } from "../../../src/nix/evaluate/eval.ts";
import { directoryWith } from "./support.ts";

/** Nix functions that make hosts in NixOS' shape: `host EXTRA SERVICES`, where a service is what it adds to a plain one. */
export const HOSTS_LIBRARY = `
  plain = {
    serviceConfig = { };
    confinement = { enable = true; mode = "full-apivfs"; fullUnit = false; binSh = null; packages = [ ]; };
  };
  service = extra: plain // extra // { confinement = plain.confinement // extra.confinement or { }; };
  host = extra: services: {
    config = {
      confinedUnits = { dialect = "2024"; };
      systemd = { services = builtins.mapAttrs (_: service) services; } // extra.systemd or { };
    } // removeAttrs extra [ "systemd" ];
  };
  numbered = count: make: builtins.listToAttrs (builtins.genList (i: { name = "s\${toString i}"; value = make i; }) count);
  uncatchable = { confinement.packages = [ { }.oops ]; };
  caught = message: { confinement.packages = [ (throw message) ]; };
`;

/** A reference to a flake of its own with these hosts, a Nix expression; \`outputs\` adds more outputs. */
export function flakeWith(hosts: string, outputs = ""): string {
  const text = `{ outputs = { self }: let ${HOSTS_LIBRARY} in { nixosConfigurations = ${hosts}; ${outputs} }; }`;
  return `path:${directoryWith({ "flake.nix": text })}`;
}

/** What came of each host: its error's message, or its services, the failed ones with their message. */
export function outline(results: readonly HostResult[]): Record<string, string | string[]> {
  return Object.fromEntries(
    results.map((result) => [
      result.host,
      "error" in result
        ? result.error.message
        : result.manifest.services.map((entry) =>
            "error" in entry ? `${entry.name}: ${entry.error}` : entry.name,
          ),
    ]),
  );
}
