import { readFileSync } from "node:fs";
import { nixValue, requireShort } from "../arguments.ts";
import { packageFile } from "../package-file.ts";

/** What nix/manifest.nix is called with. */
export interface ManifestArguments {
  depth: "lean" | "full";
  /** Services to look at; null or absent: all. */
  only?: readonly string[] | null | undefined;
  /** Services to take for confined although they are not. */
  include?: readonly string[] | undefined;
  /** Declares the dialect, so that the reference is not looked at. */
  dialect?: string | null | undefined;
  want?: readonly ("reference" | "nodejs")[] | undefined;
}

/** Arguments that only error messages and second attempts need. */
export interface RetryArguments {
  strict?: boolean;
  forceScripts?: boolean;
}

/** From the source's value to its hosts by name: how a flake has them, and what a file or expression may give. */
const HOSTS_OF = {
  flake: `value: if builtins.isAttrs value then value else throw "nixosConfigurations: expected a set of hosts, got a \${builtins.typeOf value}"`,
  other: `source:
    let
      value = if builtins.isFunction source then source { } else source;
      isName = name: builtins.isString name && name != "";
      hostName = builtins.tryEval (value.config.networking.hostName or "");
      name = if hostName.success && isName hostName.value then builtins.unsafeDiscardStringContext hostName.value else "host";
    in
    if !builtins.isAttrs value then throw "expected an evaluated host or a set of hosts, got a \${builtins.typeOf value}"
    else if value ? nixosConfigurations then value.nixosConfigurations
    else if value ? config then { \${name} = value; }
    else value`,
};

/** The Nix function that gives the names of a source's hosts, and forces no host. */
export function namesFunction(kind: "flake" | "other"): string {
  return `value: builtins.attrNames ((${HOSTS_OF[kind]}) value)`;
}

/** Hosts by name, or the first so many of all, ascending by name. */
export type WantedHosts = readonly string[] | { first: number };

/** The Nix function that gives `{ hosts, manifests }`: the names of all hosts, and the manifests of those wanted that exist. */
export function manifestsFunction(
  kind: "flake" | "other",
  hosts: WantedHosts,
  args: ManifestArguments & RetryArguments,
): string {
  return requireShort(
    `value:
let
  configs = (${HOSTS_OF[kind]}) value;
  manifest = (${manifestText()}\n) ${nixValue(args)};
  hosts = builtins.attrNames configs;
  wanted = ${wantedNames(hosts)};
in {
  inherit hosts;
  manifests = builtins.listToAttrs (map (name: { inherit name; value = manifest configs.\${name}; }) wanted);
}`,
    "the list of services to evaluate",
  );
}

function wantedNames(hosts: WantedHosts): string {
  if (!("first" in hosts)) return `builtins.filter (name: configs ? \${name}) ${nixValue(hosts)}`;
  const count = `(if builtins.length hosts < ${hosts.first} then builtins.length hosts else ${hosts.first})`;
  return `builtins.genList (builtins.elemAt hosts) ${count}`;
}

/** Forces systemd.packages where manifest.nix would look for the reference in them, as soon as a service is confined. */
const REFERENCES = `
  isDeclared = (host.config.confinedUnits.dialect or null) != null;
  packages = if isDeclared then [ ] else host.config.systemd.packages or [ ];
  references = builtins.foldl' (_: package: builtins.seq (builtins.tryEval package).success null) null packages;`;

/**
 * The Nix function that gives one host's `{ names, base }`: its services' names, and its manifest without services. It fails
 * where none of the host's services could be had, whichever it is.
 */
export function baseFunction(kind: "flake" | "other", host: string, args: ManifestArguments): string {
  return `value:
let
  host = ((${HOSTS_OF[kind]}) value).\${${nixValue(host)}};${(args.dialect ?? null) === null ? REFERENCES : "references = null;"}
in {
  names = builtins.seq references (builtins.attrNames host.config.systemd.services);
  base = (${manifestText()}\n) ${nixValue({ ...args, only: [] })} host;
}`;
}

let text: string | undefined;

function manifestText(): string {
  return (text ??= readFileSync(packageFile("nix/manifest.nix"), "utf8"));
}
