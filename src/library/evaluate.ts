import type { ConfinedUnitsError } from "../base/errors.ts";
import { decodeManifests } from "../manifest/saved.ts";
import type { Manifest } from "../manifest/types.ts";
import { evaluateHosts } from "../nix/evaluate/eval.ts";
import { parseFlakeReference, type Source } from "../nix/evaluate/flake-ref.ts";
import { workingTreeOf } from "../nix/evaluate/working-tree.ts";
import type { Dialect } from "../reference/dialects.ts";
import { withNix, type NixOptions } from "./nix.ts";

/**
 * Where hosts come from: `nixosConfigurations` of a flake, or one of them (`REF#HOST`); a Nix file or expression that gives a host, a set
 * of hosts, or a set with `nixosConfigurations`.
 */
export type HostSource = { flake: string } | { file: string } | { expr: string };

export interface EvaluateOptions extends NixOptions {
  /** Only these hosts, by names and globs such as `web*`. */
  hosts?: readonly string[];
  /** `full` (the default): what audit, explain and diff need; `lean`: what drop-ins depend on. */
  depth?: Manifest["depth"];
  /** Only these services. */
  services?: readonly string[];
  /** Services to treat as confined even if they are not. */
  include?: readonly string[];
  /** The rules of nixpkgs to follow. Default: those of the host's nixpkgs. */
  dialect?: Dialect;
  /** How many evaluations run at once. Default: by cores and free memory, at most four. */
  jobs?: number;
}

/** One host and what its evaluation gave. */
export interface Host {
  host: string;
  manifest: Manifest;
  /** Copies of flakes in the store, and the directories that they were made from: places in findings are shown in these. */
  workingTrees: readonly WorkingTree[];
}

export interface WorkingTree {
  /** Such as `/nix/store/…-source`. */
  storePath: string;
  /** Relative to the current directory where it is below that ("": it is that), else absolute. */
  workingTree: string;
}

export interface Evaluation {
  /** In the order that they were asked for, else ascending by name. */
  hosts: Host[];
  /** Hosts that do not evaluate; they stop no other. */
  failures: { host: string; error: ConfinedUnitsError }[];
}

/**
 * Evaluates hosts to their manifests. Nothing is built. A service that does not evaluate is an entry of its host's manifest with
 * `error`. Rejects with ConfinedUnitsError for a source or host that does not exist and where Nix itself fails.
 */
export function evaluate(source: HostSource, options: EvaluateOptions = {}): Promise<Evaluation> {
  const { depth = "full", services, include, dialect, jobs } = options;
  const { named, hosts } = hostsIn(source, options.hosts ?? []);
  return withNix(options, async (nix) => {
    const [tree, results] = await Promise.all([
      named.kind === "flake" ? workingTreeOf(nix, named.ref) : null,
      evaluateHosts(nix, named, {
        depth,
        only: services,
        include,
        dialect,
        jobs,
        ...(hosts.length === 0 ? {} : { hosts }),
      }),
    ]);
    const workingTrees = tree === null ? [] : [tree];
    return {
      hosts: results.flatMap((result) => ("manifest" in result ? [{ ...result, workingTrees }] : [])),
      failures: results.flatMap((result) => ("error" in result ? [result] : [])),
    };
  });
}

function hostsIn(source: HostSource, asked: readonly string[]): { named: Source; hosts: string[] } {
  if ("file" in source) return { named: { kind: "file", path: source.file }, hosts: [...asked] };
  if ("expr" in source) return { named: { kind: "expr", text: source.expr }, hosts: [...asked] };
  const { ref, host } = parseFlakeReference(source.flake);
  return { named: { kind: "flake", ref }, hosts: [...(host === null ? [] : [host]), ...asked] };
}

/**
 * The hosts of saved manifests, from the JSON value that `confined-units manifest` printed. A manifest that was saved by itself has no
 * host's name: it is called `host`. Throws ManifestError.
 */
export function readManifests(value: unknown): Host[] {
  return Array.from(decodeManifests(value), ([host, manifest]) => ({ host, manifest, workingTrees: [] }));
}
