import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseManifest } from "../../src/manifest/decode.ts";
import type { Manifest, Service, ServiceEntry } from "../../src/manifest/types.ts";
import { fleet } from "../support/fleet.ts";
import { confinedUnits, must } from "../support/programs.ts";
import { salt } from "./ways.ts";

/** A host with closures of 100 store paths, as Nix gives it; its packages are built here. */
export function hostWith(scratch: string, services: number): Manifest {
  const ref = fleet(scratch, `host-${services}`, { services, paths: 100, own: 10 });
  confinedUnits(["build", "--flake", ref]);
  return parseManifest(confinedUnits(["manifest", "--flake", ref]));
}

/** The host after an edit of its first services: each names one more store path, which is new and there already. */
export function edited(scratch: string, manifest: Manifest, services: number): Manifest {
  const paths = newStorePaths(scratch, services);
  const edit = (entry: ServiceEntry, path: string): Service => {
    const service = entry as Service;
    const { packages, packageKinds } = service.confinement;
    return {
      ...service,
      packageText: `${service.packageText}\n${path}`,
      context: { ...service.context, [path]: { path: true } },
      confinement: {
        ...service.confinement,
        packages: [...packages, path],
        packageKinds: [...packageKinds, "string"],
      },
    };
  };
  return {
    ...manifest,
    services: manifest.services.map((entry, i) => (i < services ? edit(entry, paths[i]!) : entry)),
  };
}

/** Store paths with a line of text. */
function newStorePaths(scratch: string, count: number): string[] {
  const files = Array.from({ length: count }, () => {
    const file = join(scratch, `new-${salt()}`);
    writeFileSync(file, file);
    return file;
  });
  return must("nix-store", ["--add", ...files])
    .trim()
    .split("\n");
}

/** A file of its own with the manifest. */
export function written(scratch: string, manifest: Manifest): string {
  const file = join(scratch, `manifest-${salt()}.json`);
  writeFileSync(file, JSON.stringify(manifest));
  return file;
}
