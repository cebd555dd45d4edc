import type { Finding } from "../../diagnostics/finding.ts";
import { isFailed } from "../../drop-in/generate.ts";
import type { Manifest } from "../../manifest/types.ts";
import type { StoreFiles } from "../../programs/port.ts";
import { ownerOf } from "../../store-path/store-path.ts";

/** A directory that has all these is nixpkgs, or a fork of it; a user's own flake may have a `nixos/modules`, too. */
const OF_NIXPKGS = [
  "nixos/modules/module-list.nix",
  "nixos/modules/security/systemd-confinement.nix",
  "pkgs/top-level/all-packages.nix",
];

/**
 * The store path of the nixpkgs whose modules define a host's services. Null where none does, where there are several, so that a
 * short name would not say which, and where it is not in the store here.
 */
export function nixpkgsOf({ services }: Pick<Manifest, "services">, files: StoreFiles): string | null {
  const definitions = services.flatMap((entry) => (isFailed(entry) ? [] : (entry.full?.definitions ?? [])));
  const roots = new Set(definitions.flatMap(({ file }) => rootOf(file) ?? []));
  const found = [...roots].filter((root) =>
    OF_NIXPKGS.every((path) => files.stat(`${root}/${path}`) !== null),
  );
  return found.length === 1 ? found[0]! : null;
}

/** The store path that a NixOS module lies in. */
function rootOf(file: string): string | null {
  const owner = ownerOf(file);
  return owner !== null && file.startsWith(`${owner}/nixos/modules/`) ? owner : null;
}

/** The finding with `nixpkgs/nixos/modules/…` as its place instead of the file's whole path, for people. */
export function withShortPlace<F extends Pick<Finding, "place">>(finding: F, nixpkgs: string | null): F {
  const { place } = finding;
  if (place === null || nixpkgs === null || rootOf(place.file) !== nixpkgs) return finding;
  return { ...finding, place: { ...place, file: `nixpkgs${place.file.slice(nixpkgs.length)}` } };
}
