import { ServiceError } from "../../base/errors.ts";
import { isFailed } from "../generate.ts";
import type { Manifest, Service } from "../../manifest/types.ts";
import type { DropInDifference } from "./drop-in.ts";
import { DialectDriftError, readScript } from "../../reference/script.ts";

/** The services whose reference is made by a script that is not known: what to build for them is not known either. */
export function driftsOf(manifest: Manifest): DialectDriftError[] {
  const drifts: DialectDriftError[] = [];
  for (const { name, reference } of evaluatedServices(manifest)) {
    const script = reference?.script ?? null;
    if (script === null) continue;
    try {
      readScript(name, manifest.scripts[script] ?? []);
    } catch (error) {
      if (!(error instanceof DialectDriftError)) throw error;
      drifts.push(error);
    }
  }
  return drifts;
}

/** The services that can be compared, each with the store path of the reference's drop-in, and those that cannot. */
export function comparableServices(manifest: Manifest): {
  comparable: { service: Service; drvPath: string; path: string }[];
  errors: ServiceError[];
} {
  const comparable: { service: Service; drvPath: string; path: string }[] = [];
  const errors: ServiceError[] = [];
  for (const service of evaluatedServices(manifest)) {
    if (service.reference?.drv !== undefined) comparable.push({ service, ...service.reference.drv });
    else errors.push(notComparable(service));
  }
  return { comparable, errors };
}

function notComparable({ name, reference, settings }: Service): ServiceError {
  if (reference !== null) {
    const value = JSON.stringify(settings.PrivateTmp);
    return new ServiceError(
      name,
      `serviceConfig.PrivateTmp is ${value}, which nixpkgs' own module does not evaluate`,
      {
        hint: "write true or false, or use a nixpkgs with pull request 560614",
      },
    );
  }
  return new ServiceError(name, "nixpkgs has no drop-in to compare with", {
    hint: "the host's pkgs.path must be a nixpkgs, or its modules must include nixosModules.reference",
  });
}

const evaluatedServices = ({ services }: Manifest) =>
  services.flatMap((entry) => (isFailed(entry) ? [] : [entry]));

/** A difference in words, followed by the diff. */
export function describeDifference({ service, differences, diff }: DropInDifference): string {
  const lines = differences.map(({ kind, subject }) => `  ${kind}: ${subject}\n`);
  return `service ${JSON.stringify(service)} differs from what nixpkgs builds\n${lines.join("")}${diff}`;
}
