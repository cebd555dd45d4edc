import type { FailedService, Manifest, Service, ServiceEntry } from "../../manifest/types.ts";
import { attempt } from "./attempt.ts";
import { bisectFailures } from "./bisect.ts";
import type { ManifestArguments } from "./host-function.ts";
import type { Hosts } from "./hosts.ts";
import { failedServices, mergeManifests } from "./failed-services.ts";

/** Evaluates again what one evaluation of a host cannot give: the messages of failed services, and scripts left unread. */
export async function retryFailedServices(
  hosts: Hosts,
  host: string,
  manifest: Manifest,
  args: ManifestArguments,
): Promise<Manifest> {
  return withMessages(hosts, host, await withScripts(hosts, host, manifest, args), args);
}

/**
 * tryEval keeps no message, so each service that it caught is evaluated again alone and without it. That takes one
 * evaluation per service: the first error ends an evaluation.
 */
async function withMessages(
  hosts: Hosts,
  host: string,
  manifest: Manifest,
  args: ManifestArguments,
): Promise<Manifest> {
  const parts: Manifest[] = [];
  const failed: FailedService[] = [];
  for (const { name } of manifest.services.filter((entry) => "error" in entry && entry.error === null)) {
    const alone = await attempt(() => hosts.readOne(host, { ...args, only: [name], strict: true }));
    if ("value" in alone) parts.push(alone.value);
    else failed.push(...failedServices(new Map([[name, alone.failure]])));
  }
  return mergeManifests([manifest, ...parts], failed);
}

/**
 * Where PrivateTmp is a string, reading the reference's script is a type error in every nixpkgs that does not know such
 * values, which nothing can catch. So it was not read, and is tried here, away from the others.
 */
async function withScripts(
  hosts: Hosts,
  host: string,
  manifest: Manifest,
  args: ManifestArguments,
): Promise<Manifest> {
  const unread = manifest.services.filter(isUnread);
  if (unread.length === 0) return manifest;
  const names = unread.map((service) => service.name);
  const read = (part: readonly string[]) =>
    attempt(() => hosts.readOne(host, { ...args, only: part, forceScripts: true }));
  const { values, failures } = await bisectFailures(names, read, false);
  const failed = unread
    .filter(({ name }) => failures.has(name))
    .map(({ name, settings }) => ({ name, error: explain(settings.PrivateTmp) }));
  return mergeManifests([manifest, ...values], failed);
}

function isUnread(entry: ServiceEntry): entry is Service {
  return !("error" in entry) && entry.reference !== null && entry.reference.script === null;
}

function explain(privateTmp: Service["settings"]["PrivateTmp"]): string {
  return (
    `PrivateTmp is ${JSON.stringify(privateTmp)}, and the confinement module of this nixpkgs accepts only true and false ` +
    `(NixOS/nixpkgs#560614 fixes that); a newer nixpkgs, or --dialect 2026, gives this service a drop-in`
  );
}
