import { type ConfinedUnitsError } from "../base/errors.ts";
import { parseJson } from "../manifest/decode.ts";
import { decodeManifests, type ManifestJson } from "../manifest/saved.ts";
import { MANIFEST_SCHEMA, type Manifest } from "../manifest/types.ts";
import { checkHostName } from "../drop-in/names.ts";
import { chooseHosts } from "../nix/evaluate/choose-hosts.ts";
import { openFleet, type Fleet } from "../nix/evaluate/fleet.ts";
import { parseFlakeReference, type Source } from "../nix/evaluate/flake-ref.ts";
import type { ManifestArguments } from "../nix/evaluate/host-function.ts";
import { workingTreeOf, type WorkingTree } from "../nix/evaluate/working-tree.ts";
import type { Io } from "./io.ts";
import { readText } from "./read-text.ts";
import { isStdin } from "./stdin.ts";
import { onlyOneSource, type SourceArguments } from "./options.ts";
import type { Session } from "./session.ts";

export interface LoadedHost {
  host: string;
  manifest: Manifest;
}

export interface HostFailure {
  host: string;
  error: ConfinedUnitsError;
}

/** What has become of all hosts that a command went through. */
export interface Walked {
  names: string[];
  failed: HostFailure[];
}

/** Hosts that were read, and those that were not, in the order they were named in. */
export interface LoadedHosts {
  hosts: LoadedHost[];
  failures: HostFailure[];
  /** All of both, in the order they were named in. */
  names: string[];
  /** One host was asked for, so that its name need not appear in the output's paths. */
  single: boolean;
}

export type Wanted = Pick<ManifestArguments, "depth" | "want" | "only" | "include">;

/** The session's part that hosts are read with. */
type Reader = Pick<Session, "nix" | "io" | "progress">;

/**
 * Reads the manifests of the hosts that the command line names, by evaluating or from a file: batch by batch, each as soon as
 * it and all before it are known. Before the first, everything that was named has been found.
 */
export async function* streamHosts(
  session: Reader,
  args: SourceArguments,
  wanted: Wanted,
): AsyncGenerator<LoadedHosts> {
  onlyOneSource(args);
  const { names, batches } = await openHosts(session, args, wanted);
  const total = names.length;
  if (total > 1) names.forEach(checkHostName);
  let done = 0;
  const showStep = () =>
    session.progress.step(
      done < total
        ? { what: "evaluating host", done, total }
        : { what: "reading the store", done: 0, total: 1 },
    );
  showStep();
  for await (const results of batches) {
    done += results.length;
    showStep();
    yield {
      hosts: results.flatMap((result) => ("manifest" in result ? [result] : [])),
      failures: results.flatMap((result) => ("error" in result ? [result] : [])),
      names: results.map(({ host }) => host),
      single: total === 1,
    };
  }
}

/** The same, all at once. */
export async function loadHosts(
  session: Reader,
  args: SourceArguments,
  wanted: Wanted,
): Promise<LoadedHosts> {
  const all: LoadedHosts = { hosts: [], failures: [], names: [], single: false };
  for await (const { hosts, failures, names, single } of streamHosts(session, args, wanted)) {
    all.hosts.push(...hosts);
    all.failures.push(...failures);
    all.names.push(...names);
    all.single = single;
  }
  return all;
}

async function openHosts(
  { nix, io, progress }: Reader,
  args: SourceArguments,
  wanted: Wanted,
): Promise<Fleet> {
  if (args.manifest !== undefined)
    return savedFleet(await readManifests(args.manifest, args.dialect, io), args.host, wanted);
  const jobs = args["eval-jobs"];
  progress.step({ what: "evaluating", done: 0, total: 1 });
  const { source, host } = sourceOf(args);
  const hosts = [...(host === null ? [] : [host]), ...args.host];
  const { dialect } = args;
  return openFleet(nix, source, { ...wanted, dialect, jobs, ...(hosts.length === 0 ? {} : { hosts }) });
}

function sourceOf(args: SourceArguments): { source: Source; host: string | null } {
  if (args.file !== undefined) return { source: { kind: "file", path: args.file }, host: null };
  if (args.expr !== undefined) return { source: { kind: "expr", text: args.expr }, host: null };
  const { ref, host } = parseFlakeReference(args.flake ?? ".");
  return { source: { kind: "flake", ref }, host };
}

async function readManifests(
  file: string,
  dialect: string | undefined,
  io: Io,
): Promise<Map<string, Manifest>> {
  const manifests = decodeManifests(
    parseJson(isStdin(file) ? await io.stdin() : readText(file, "the manifest")),
  );
  if (dialect === undefined) return manifests;
  return new Map(
    Array.from(manifests, ([host, manifest]) => [host, { ...manifest, declaredDialect: dialect }]),
  );
}

/** Hosts whose manifests are there already. */
function savedFleet(
  manifests: ReadonlyMap<string, Manifest>,
  asked: readonly string[],
  { only = null }: Wanted,
): Fleet {
  const existing = [...manifests.keys()];
  const names = asked.length === 0 ? existing : chooseHosts(asked, existing, "the manifest");
  const results = names.map((host) => {
    const manifest = manifests.get(host)!;
    const services = manifest.services.filter(({ name }) => only?.includes(name) ?? true);
    return { host, manifest: { ...manifest, services } };
  });
  return {
    names,
    batches: (async function* () {
      yield results;
    })(),
  };
}

/** Where the Nix files of the hosts are on this machine, for code that shows places in them. */
export async function workingTrees({ nix }: Reader, args: SourceArguments): Promise<WorkingTree[]> {
  if (args.manifest !== undefined) return [];
  const { source } = sourceOf(args);
  const tree = source.kind === "flake" ? await workingTreeOf(nix, source.ref) : null;
  return tree === null ? [] : [tree];
}

/** What `confined-units manifest` prints and `--manifest` reads. */
export function manifestDocument({ hosts, single }: Pick<LoadedHosts, "hosts" | "single">): ManifestJson {
  const [first] = hosts;
  if (single && first !== undefined) return first.manifest;
  return {
    schema: MANIFEST_SCHEMA,
    hosts: Object.fromEntries(hosts.map(({ host, manifest }) => [host, manifest])),
  };
}
