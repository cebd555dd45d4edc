import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { ConfinedUnitsError, UsageError } from "../../../base/errors.ts";
import type { ServiceFacts } from "../diff.ts";
import { readDropIn } from "../../../drop-in/text.ts";
import { referenceGraph } from "../../../nix/store/path-info.ts";
import { dropInsOf } from "../../../cli/drop-ins.ts";
import { forEachHost } from "../../../cli/for-each-host.ts";
import type { HostFailure } from "../../../cli/hosts.ts";
import type { SourceArguments } from "../../../cli/options.ts";
import type { Session } from "../../../cli/session.ts";
import { isStdin } from "../../../cli/stdin.ts";
import { factsOf } from "./host-facts.ts";

/** The services of a snapshot, by host. */
export type Hosts = Map<string, ServiceFacts[]>;

/** One side of a comparison; what failed has been shown on stderr. */
export interface Snapshot {
  hosts: Hosts;
  failed: readonly HostFailure[];
}

/** Reads a flake, manifests (a file, or `-`), or a directory of drop-ins, whichever `place` is. */
export async function readSnapshot(
  session: Session,
  args: SourceArguments,
  place: string,
): Promise<Snapshot> {
  const path = resolve(session.io.cwd, place);
  const found = statOf(path, place);
  if (found?.isDirectory() === true && !existsSync(join(path, "flake.nix")))
    return { hosts: await readDirectory(session, path), failed: [] };
  const isFile = isStdin(place) || found?.isFile() === true;
  // A bare word would be looked up in Nix' registry.
  const flake =
    found?.isDirectory() === true && /^\w/.test(place) && !place.includes(":") ? `./${place}` : place;
  const source = isFile ? { manifest: place, flake: undefined } : { flake };
  const hosts: Hosts = new Map();
  const walk = {
    wanted: { depth: "full" as const },
    prepare: dropInsOf(session, { strict: false }),
    reporter: null,
  };
  const { failed } = await forEachHost(
    session,
    { ...args, ...source },
    {
      ...walk,
      visit(host, at) {
        for (const error of host.errors) session.fail(error, at);
        hosts.set(host.host, factsOf(host));
        return [];
      },
    },
  );
  return { hosts, failed };
}

function statOf(path: string, place: string) {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (cause) {
    throw new UsageError(`cannot read ${place}: ${(cause as Error).message}`, { cause });
  }
}

const UNITS = "lib/systemd/system";
const DROP_IN = /^(.+)\.service(?:\.d\/confinement\.conf)?$/;

/** What `generate` wrote or `build` built: one host, or a directory per host. */
async function readDirectory(session: Session, directory: string): Promise<Hosts> {
  const hosts = existsSync(join(directory, UNITS))
    ? [["host", directory] as const]
    : readdirSync(directory)
        .filter((name) => existsSync(join(directory, name, UNITS)))
        .map((name) => [name, join(directory, name)] as const);
  if (hosts.length === 0)
    throw new UsageError(`${directory} holds no drop-ins and no flake.nix`, {
      hint: "name a flake, a manifest, or a directory made by generate or build",
    });
  const found: Hosts = new Map();
  for (const [host, place] of hosts) found.set(host, await readUnits(session, place));
  return found;
}

async function readUnits(session: Session, place: string): Promise<ServiceFacts[]> {
  const files = readdirSync(join(place, UNITS))
    .map((name) => (name.endsWith(".service.d") ? `${name}/confinement.conf` : name))
    .filter((file) => DROP_IN.test(file) && leadsToFile(join(place, UNITS, file)));
  const read = files.map((file) => {
    const content = readFileSync(join(place, UNITS, file), "utf8");
    return { name: DROP_IN.exec(file)![1]!, file: `${UNITS}/${file}`, content, ...readDropIn(content) };
  });
  const sizes = await sizesOf(session, new Set(read.flatMap(({ paths }) => paths)));
  return read.map(({ name, file, content, paths }) => ({
    name,
    file,
    content,
    paths: new Map(paths.map((path) => [path, sizes.get(path) ?? null])),
    settings: null,
    details: null,
    unitText: null,
  }));
}

/** A symlink may point to a file, be dangling, or be cyclic. */
function leadsToFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** Sizes of what is still in the store; a directory may be older than the last garbage collection, or be of another machine. */
async function sizesOf({ nix }: Session, paths: ReadonlySet<string>): Promise<Map<string, number>> {
  const there = [...paths].filter((path) => existsSync(path));
  try {
    const graph = await referenceGraph(nix, there);
    return new Map(Array.from(graph.paths(), (path) => [path, graph.narSize(path) ?? 0]));
  } catch (error) {
    if (error instanceof ConfinedUnitsError) return new Map();
    throw error;
  }
}
