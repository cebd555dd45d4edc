import { dirname, join } from "node:path";
import { nix, evaluate } from "../../support/nix.ts";
import { MODULE_FIXTURES } from "../../support/nixpkgs-lib.ts";

const ROOT = join(import.meta.dirname, "../../..");

/** The Node.js that runs the tests builds, too: a path whose bin/node is this one. */
const NODE = dirname(dirname(process.execPath));

/** How a host for a test is made. */
export interface HostOptions {
  /** Nix text of a module. */
  module: string;
  dialect?: string;
  /** The directory of the nixpkgs that the dialect is read from. */
  nixpkgs?: string;
}

/** Nix text of `body`, in which `host` is a host that has our module and `lib` is that of nixpkgs. */
export function inHost(lib: string, { module, dialect, nixpkgs }: HostOptions, body: string): string {
  const declared = dialect === undefined ? "{ }" : `{ confinedUnits.dialect = ${JSON.stringify(dialect)}; }`;
  return `
    let
      lib = import ${lib};
      host = import ${MODULE_FIXTURES}/host.nix {
        inherit lib;
        nodejs = ${JSON.stringify(NODE)};
        ${nixpkgs === undefined ? "" : `nixpkgs = ${nixpkgs};`}
        modules = [
          ${ROOT}/nix/module.nix
          { confinedUnits.builder = ${ROOT}/dist/builder.cjs; }
          ${declared}
          (${module})
        ];
      };
      inherit (host) config pkgs;
      service = config.systemd.services.it;
    in ${body}`;
}

/** Evaluates `body` in a host, to JSON. */
export function evaluateIn(lib: string, host: HostOptions, body: string): unknown {
  return evaluate(inHost(lib, host, body));
}

/** Builds what `body` gives in a host, and gives the store path. */
export function buildIn(lib: string, host: HostOptions, body: string): string {
  return nix("nix-build", ["--no-out-link", "--expr", inHost(lib, host, body)]).trim();
}

/** Text of a module with one confined service, `it`. */
export function confined(settings = "", confinement = ""): string {
  return `{ pkgs, lib, ... }: {
    systemd.services.it = { confinement = { enable = true; binSh = null; ${confinement} }; ${settings} };
  }`;
}
