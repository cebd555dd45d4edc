import { UsageError } from "../../base/errors.ts";
import { decodeManifest } from "../../manifest/decode.ts";
import type { Manifest } from "../../manifest/types.ts";
import type { Source } from "./flake-ref.ts";
import {
  baseFunction,
  manifestsFunction,
  namesFunction,
  type ManifestArguments,
  type RetryArguments,
  type WantedHosts,
} from "./host-function.ts";
import { didYouMean } from "../../base/did-you-mean.ts";
import { nameOfSource } from "../errors/missing-source.ts";
import type { OpenSource } from "./source.ts";
import { ManifestError } from "../../base/errors.ts";
import { NixError } from "../errors/errors.ts";
import { namesOf, setOf } from "../json.ts";

/** The hosts of a source, as Nix gives them; every method is one evaluation. */
export interface Hosts {
  /** The names of all hosts, ascending. Throws NixError. */
  names(): Promise<string[]>;
  /** The names of all hosts, and the manifests of the wanted ones that exist. Throws NixError where one of them fails. */
  read(
    wanted: WantedHosts,
    args: ManifestArguments & RetryArguments,
  ): Promise<{ hosts: string[]; manifests: Map<string, Manifest> }>;
  /** One host's manifest. Throws NixError. */
  readOne(host: string, args: ManifestArguments & RetryArguments): Promise<Manifest>;
  /** One host's service names, and its manifest without services. Throws NixError. */
  base(host: string, args: ManifestArguments): Promise<{ names: string[]; base: Manifest }>;
}

const printed = (value: unknown) => setOf(value, "eval");

/** Our own function makes manifests: one that cannot be read is no mistake of the user's. Throws NixError. */
function decoded(host: string, manifest: unknown): Manifest {
  try {
    return decodeManifest(manifest);
  } catch (error) {
    if (!(error instanceof ManifestError)) throw error;
    throw new NixError(`what Nix printed of host ${JSON.stringify(host)} cannot be read: ${error.message}`);
  }
}

export function hostsOf(source: Source, opened: OpenSource): Hosts {
  const kind = source.kind === "flake" ? "flake" : "other";
  const read = async (wanted: WantedHosts, args: ManifestArguments & RetryArguments) => {
    const { hosts, manifests } = printed(await opened.apply(manifestsFunction(kind, wanted, args)));
    const entries = Object.entries(printed(manifests)).map(
      ([host, manifest]) => [host, decoded(host, manifest)] as const,
    );
    return { hosts: namesOf(hosts, "eval"), manifests: new Map(entries) };
  };
  return {
    names: async () => namesOf(await opened.apply(namesFunction(kind)), "eval"),
    read,
    readOne: async (host, args) => {
      const { hosts, manifests } = await read([host], args);
      requireHosts([host], hosts, nameOfSource(source));
      return manifests.get(host) ?? decoded(host, null);
    },
    base: async (host, args) => {
      const { names, base } = printed(await opened.apply(baseFunction(kind, host, args)));
      return { names: namesOf(names, "eval"), base: decoded(host, base) };
    },
  };
}

/** Throws UsageError where one of the wanted hosts is not among those that exist. */
export function requireHosts(wanted: readonly string[], existing: readonly string[], where: string): void {
  const missing = wanted.find((host) => !existing.includes(host));
  if (missing === undefined) return;
  const near = didYouMean(missing, existing);
  const meant = near === null ? "" : `did you mean ${near}? `;
  throw new UsageError(`there is no host ${JSON.stringify(missing)} in ${where}`, {
    hint: existing.length === 0 ? "it has no hosts at all" : `${meant}it has ${list(existing)}`,
  });
}

const MOST_NAMES = 40;

function list(names: readonly string[]): string {
  const more = names.length - MOST_NAMES;
  return names.slice(0, MOST_NAMES).join(", ") + (more > 0 ? ` and ${more} more` : "");
}
