import { arch, platform } from "node:os";
import { dirname } from "node:path";
import { ConfinedUnitsError } from "../../../base/errors.ts";
import type { Manifest } from "../../../manifest/types.ts";
import { buildExpression } from "../../../nix/store/build.ts";
import { outputsOnDisk } from "../../../nix/store/outputs-on-disk.ts";
import { packageFile } from "../../../nix/package-file.ts";
import { realiseContext } from "../../../nix/store/realise.ts";
import { hiddenBySandbox } from "../../../nix/store/sandbox.ts";
import { isFailed } from "../../../drop-in/generate.ts";
import { isDerivation } from "../../../store-path/store-path.ts";
import { contextsOf, makeDropIns } from "../../../cli/drop-ins.ts";
import type { Session } from "../../../cli/session.ts";
import { EXIT } from "../../../base/exit-status.ts";
import { NixError } from "../../../nix/errors/errors.ts";
import { withScratch } from "../../../fs/scratch.ts";

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
  return withScratch(async (scratch) => {
    const manifestFile = scratch.write("manifest.json", JSON.stringify(manifest));
    // The build realises as well: done before, what goes wrong is said of the package, and not of our derivation.
    if (outputsOnDisk(contexts) === null) await realiseContext(nix, contexts);
    const args = {
      system: thisSystem(),
      nodejs: node.prefix,
      builder: packageFile("dist/builder.cjs"),
      manifestFile,
      name: host,
      strict: strict ? "1" : "",
    };
    try {
      return await buildExpression(nix, { file: packageFile("nix/data.nix"), args, outLink });
    } catch (error) {
      if (node.own && error instanceof ConfinedUnitsError && (await hiddenBySandbox(nix, node.prefix))) {
        session.warn(
          `the build sandbox hides ${node.prefix}/bin/node from the build; ` +
            "show it with the Nix setting sandbox-paths, or use a host whose pkgs has nodejs for this system",
        );
      }
      throw refusalsIn(error) ?? (await refusedForDerivations(session, request)) ?? error;
    }
  });
}

/** Services that the builder wrote no drop-in for, each with the reason that `generate` gives for it. */
export class RefusedServices extends ConfinedUnitsError {
  readonly errors: readonly ConfinedUnitsError[];

  constructor(errors: readonly [ConfinedUnitsError, ...ConfinedUnitsError[]], cause: NixError) {
    super("service-refused", errors[0].message, { cause });
    this.errors = errors;
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

/** What our builder refused, from its log; null where something else failed. */
function refusalsIn(error: unknown): RefusedServices | null {
  if (!(error instanceof NixError) || error.builderStatus !== EXIT.findings) return null;
  const isOurs = /\/[^/-]+-confined-units-[^/]+\.drv$/.test(error.derivation ?? "");
  const [first, ...others] = isOurs ? sentencesIn(error.log) : [];
  // A build on another machine may leave no log here.
  if (isOurs && first === undefined) return new RefusedServices([error], error);
  return first === undefined ? null : new RefusedServices([first, ...others], error);
}

/** The failures in a log of src/builder.ts: `error: …`, and below it `hint: …` where there is a way out. */
function sentencesIn(log: readonly string[]): ConfinedUnitsError[] {
  return log.flatMap((line, i) => {
    const message = /^error: (.*)$/.exec(line)?.[1];
    const hint = /^hint: (.*)$/.exec(log[i + 1] ?? "")?.[1];
    return message === undefined
      ? []
      : [new ConfinedUnitsError("service-refused", message, hint === undefined ? {} : { hint })];
  });
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
