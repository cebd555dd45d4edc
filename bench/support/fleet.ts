import { copyFileSync, cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../tests/support/run.ts";

export interface Size {
  services: number;
  /** Store paths in each closure, and how many of them no other service has. */
  paths: number;
  own: number;
}

/**
 * A flake of one host (bench/fleet/host.nix) in a directory of its own, as a reference to it. By the name of the host, what is
 * built of it is new.
 */
export function fleet(scratch: string, name: string, { services, paths, own }: Size): string {
  const directory = join(scratch, `flake-${name}`);
  mkdirSync(directory);
  copyFileSync(join(root, "bench/fleet/host.nix"), join(directory, "host.nix"));
  cpSync(join(root, "bench/reference"), join(directory, "reference"), { recursive: true });
  const size = `{ services = ${services}; paths = ${paths}; own = ${own}; }`;
  writeFileSync(
    join(directory, "flake.nix"),
    `{ outputs = _: { nixosConfigurations.${name} = import ./host.nix ${size}; }; }`,
  );
  return `path:${directory}`;
}
