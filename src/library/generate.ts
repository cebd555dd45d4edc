import type { ServiceError } from "../base/errors.ts";
import { makeDropIns } from "../cli/drop-ins.ts";
import type { DropIn } from "../drop-in/generate.ts";
import type { Warning } from "../drop-in/plan.ts";
import type { ClosureGraph } from "../store-path/graph.ts";
import type { Host } from "./evaluate.ts";
import { withNix, type NixOptions } from "./nix.ts";

export interface GenerateOptions extends NixOptions {
  /** Refuse what nixpkgs gets wrong, such as dangling symlinks, instead of a warning. */
  strict?: boolean;
}

/** A host with its drop-ins. */
export interface GeneratedHost extends Host {
  /** The files, with paths such as `lib/systemd/system/web.service.d/confinement.conf`; nothing is written. */
  dropIns: DropIn[];
  warnings: Warning[];
  /** Services without a drop-in: those that did not evaluate, and those that were refused. */
  errors: ServiceError[];
  /** References and sizes of the store paths in the chroots. */
  graph: ClosureGraph;
}

/**
 * Makes the drop-ins of a host, byte for byte those of nixpkgs. The packages that it names are built or downloaded where they are not in
 * the store: rejects with ConfinedUnitsError where that fails.
 */
export async function generate(host: Host, options: GenerateOptions = {}): Promise<GeneratedHost> {
  const { strict = false } = options;
  const [made] = await withNix(options, (nix) => makeDropIns(nix, [host], { strict }));
  return { ...host, ...made! };
}
