import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { arch, platform, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { isDerivation } from "../core/closure.ts";
import { ConfinedUnitsError } from "../core/errors.ts";
import { isFailed } from "../core/generate.ts";
import type { Manifest } from "../core/manifest/types.ts";
import { buildExpression } from "../nix/build.ts";
import { outputsOnDisk } from "../nix/outputs-on-disk.ts";
import { packageFile } from "../nix/package-file.ts";
import { realiseContext } from "../nix/realise.ts";
import { hiddenBySandbox } from "../nix/sandbox.ts";
import { contextsOf, makeDropIns } from "./drop-ins.ts";
import type { Session } from "./session.ts";

export interface ManifestBuild {
  host: string;
  manifest: Manifest;
  outLink: string | null;
  strict: boolean;
}

/** Builds a host's drop-ins with nix/data.nix, from the manifest as plain data. Gives the store path. */
export async function buildManifest(session: Session, request: ManifestBuild): Promise<string> {
  const { nix } = session;
  const { host, manifest, outLink, strict } = request;
  const node = nodeFor(manifest);
  const contexts = [...contextsOf(manifest), ...(node.own ? [] : [manifest.nodejs!.context])];
  // The build realises as well: done before, what goes wrong is told of the package, and not of our derivation.
  if (outputsOnDisk(contexts) === null) await realiseContext(nix, contexts);
  const scratch = mkdtempSync(join(tmpdir(), "confined-units-"));
  const manifestFile = join(scratch, "manifest.json");
  try {
    writeFileSync(manifestFile, JSON.stringify(manifest));
    return await buildExpression(nix, {
      file: packageFile("nix/data.nix"),
      args: {
        system: thisSystem(),
        nodejs: node.prefix,
        builder: packageFile("dist/builder.cjs"),
        manifestFile,
        name: host,
        strict: strict ? "1" : "",
      },
      outLink,
    });
  } catch (error) {
    if (node.own && error instanceof ConfinedUnitsError && (await hiddenBySandbox(nix, node.prefix))) {
      session.warn(
        `the build sandbox hides ${node.prefix}/bin/node from the build; ` +
          "show it with the Nix setting sandbox-paths, or use a host whose pkgs has nodejs for this system",
      );
    }
    throw (await refusedForDerivations(session, request)) ?? error;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/**
 * Of a service that is refused for a derivation whose outputs are not built, Nix says no more than their path. The plan names
 * the service; null: that is not the reason.
 */
async function refusedForDerivations(
  { nix }: Session,
  { host, manifest }: ManifestBuild,
): Promise<ConfinedUnitsError | null> {
  const services = manifest.services.filter(
    (entry) =>
      !isFailed(entry) &&
      Object.entries(entry.context).some(([path, { path: isPath }]) => isPath === true && isDerivation(path)),
  );
  if (services.length === 0) return null;
  const [made] = await makeDropIns(nix, [{ host, manifest: { ...manifest, services } }], { strict: false });
  return made?.errors[0] ?? null;
}

/** The Node.js that builds: the host's own where it is for this system, else the one that runs here. */
function nodeFor({ nodejs, system }: Manifest): { prefix: string; own: boolean } {
  if (nodejs !== null && system === thisSystem()) return { prefix: nodejs.path, own: false };
  return { prefix: dirname(dirname(process.execPath)), own: true };
}

const MACHINES: Partial<Record<string, string>> = {
  x64: "x86_64",
  arm64: "aarch64",
  ia32: "i686",
  riscv64: "riscv64",
};

/** This machine as Nix names it, such as `x86_64-linux`. */
function thisSystem(): string {
  return `${MACHINES[arch()] ?? arch()}-${platform()}`;
}
