import { readFileSync } from "node:fs";
import { UsageError, type ConfinedUnitsError } from "../core/errors.ts";
import { parseDialect } from "../core/dialect/facts.ts";
import { decodeManifest, parseJson } from "../core/manifest/decode.ts";
import { MANIFEST_SCHEMA, type Manifest } from "../core/manifest/types.ts";
import { checkHostName } from "../core/names.ts";
import { evaluateHosts, type HostResult } from "../nix/eval.ts";
import { parseFlakeReference, type Source } from "../nix/flake-ref.ts";
import type { ManifestArguments } from "../nix/host-function.ts";
import type { Nix } from "../nix/nix.ts";
import type { Io } from "./io.ts";
import { onlyOneSource, type SourceArguments } from "./options.ts";

/** Hosts that were read, and those that were not, in the order they were named in. */
export interface LoadedHosts {
  hosts: { host: string; manifest: Manifest }[];
  failures: { host: string; error: ConfinedUnitsError }[];
  /** One host was asked for, so that its name need not appear in the output's paths. */
  single: boolean;
}

export type Wanted = Pick<ManifestArguments, "depth" | "want">;

/** Reads the manifests of the hosts that the command line names: by evaluating, or from a file. */
export async function loadHosts(
  nix: Nix,
  args: SourceArguments,
  wanted: Wanted,
  io: Io,
): Promise<LoadedHosts> {
  onlyOneSource(args);
  if (args.dialect !== undefined) parseDialect(args.dialect);
  if (args.manifest !== undefined)
    return chosen(await readManifests(args.manifest, args.dialect, io), args.host);
  const { source, host } = sourceOf(args);
  const hosts = [...(host === null ? [] : [host]), ...(args.host ?? [])];
  const { dialect } = args;
  return split(
    await evaluateHosts(nix, source, { ...wanted, dialect, ...(hosts.length === 0 ? {} : { hosts }) }),
  );
}

function sourceOf(args: SourceArguments): { source: Source; host: string | null } {
  if (args.file !== undefined) return { source: { kind: "file", path: args.file }, host: null };
  if (args.expr !== undefined) return { source: { kind: "expr", text: args.expr }, host: null };
  const { ref, host } = parseFlakeReference(args.flake ?? ".");
  return { source: { kind: "flake", ref }, host };
}

function split(results: readonly HostResult[]): LoadedHosts {
  const hosts = results.flatMap((result) => ("manifest" in result ? [result] : []));
  const failures = results.flatMap((result) => ("error" in result ? [result] : []));
  if (results.length > 1) for (const { host } of results) checkHostName(host);
  return { hosts, failures, single: results.length === 1 };
}

/** One manifest, or `{ schema, hosts: { NAME: manifest } }` as `confined-units manifest` prints several. */
async function readManifests(
  file: string,
  dialect: string | undefined,
  io: Io,
): Promise<Map<string, Manifest>> {
  const value = parseJson(file === "-" ? await io.stdin() : readText(file));
  const named = (value as { hosts?: unknown } | null)?.hosts;
  const manifests: [string, unknown][] =
    typeof named === "object" && named !== null ? Object.entries(named) : [["host", value]];
  return new Map(
    manifests.map(([host, raw]) => {
      const manifest = decodeManifest(raw);
      return [host, dialect === undefined ? manifest : { ...manifest, declaredDialect: dialect }];
    }),
  );
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    throw new UsageError(`cannot read the manifest ${file}: ${(cause as Error).message}`, { cause });
  }
}

function chosen(manifests: ReadonlyMap<string, Manifest>, asked: readonly string[] | undefined): LoadedHosts {
  const names = asked ?? [...manifests.keys()];
  const results = names.map((host) => {
    const manifest = manifests.get(host);
    if (manifest === undefined) {
      throw new UsageError(`the manifest has no host ${JSON.stringify(host)}`, {
        hint: `it has ${[...manifests.keys()].join(", ")}`,
      });
    }
    return { host, manifest };
  });
  return split(results);
}

/** What `confined-units manifest` prints and `--manifest` reads. */
export function manifestDocument({ hosts, single }: LoadedHosts): unknown {
  const [first] = hosts;
  if (single && first !== undefined) return first.manifest;
  return {
    schema: MANIFEST_SCHEMA,
    hosts: Object.fromEntries(hosts.map(({ host, manifest }) => [host, manifest])),
  };
}
