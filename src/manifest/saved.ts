import { decodeManifest } from "./decode.ts";
import type { Manifest, MANIFEST_SCHEMA } from "./types.ts";

/** What `confined-units manifest` prints and `--manifest` reads: the manifest of one host, or those of several by name. */
export type ManifestJson = Manifest | { schema: typeof MANIFEST_SCHEMA; hosts: Record<string, Manifest> };

/** The name of a host whose manifest was saved without one. */
const UNNAMED = "host";

/** Manifests by host, from what `confined-units manifest` printed; one by itself is that of `host`. Throws ManifestError. */
export function decodeManifests(value: unknown): Map<string, Manifest> {
  const named = (value as { hosts?: unknown } | null)?.hosts;
  const manifests: [string, unknown][] =
    typeof named === "object" && named !== null ? Object.entries(named) : [[UNNAMED, value]];
  return new Map(manifests.map(([host, raw]) => [host, decodeManifest(raw)]));
}
