import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseManifest } from "../../src/core/manifest/decode.ts";
import type { Manifest, Service, ServiceEntry } from "../../src/core/manifest/types.ts";
import { fleet } from "../support/fleet.ts";
import { confinedUnits } from "../support/programs.ts";
import { salt } from "./ways.ts";

/** A host with closures of 100 store paths, as Nix gives it; its packages are built here. */
export function hostWith(scratch: string, services: number): Manifest {
  const ref = fleet(scratch, `host-${services}`, { services, paths: 100, own: 10 });
  confinedUnits(["build", "--flake", ref]);
  return parseManifest(confinedUnits(["manifest", "--flake", ref]));
}

/**
 * The host after an edit of its first services: a line that names no store path changes no drop-in, and everything that
 * leads to one.
 */
export function edited(manifest: Manifest, services: number): Manifest {
  const line = salt();
  const edit = (entry: ServiceEntry): Service => {
    const service = entry as Service;
    const { packages, packageKinds } = service.confinement;
    return {
      ...service,
      packageText: `${service.packageText}\n${line}`,
      confinement: {
        ...service.confinement,
        packages: [...packages, line],
        packageKinds: [...packageKinds, "string"],
      },
    };
  };
  return {
    ...manifest,
    services: manifest.services.map((entry, i) => (i < services ? edit(entry) : entry)),
  };
}

/** A file of its own with the manifest. */
export function written(scratch: string, manifest: Manifest): string {
  const file = join(scratch, `manifest-${salt()}.json`);
  writeFileSync(file, JSON.stringify(manifest));
  return file;
}
