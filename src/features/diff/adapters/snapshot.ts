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

/** One side of a comparison: services by host. */
export type Side = Map<string, ServiceFacts[]>;

/** A side as it was read; what failed has been shown on stderr. */
export interface ReadSide {
  hosts: Side;
  failed: readonly HostFailure[];
}

/** Reads a flake, manifests (a file, or `-`), or a folder of drop-ins, whichever `place` is. */
export async function readSide(session: Session, args: SourceArguments, place: string): Promise<ReadSide> {
  const path = resolve(session.io.cwd, place);
  const found = statOf(path, place);
  if (found?.isDirectory() === true && !existsSync(join(path, "flake.nix")))
    return { hosts: await readFolder(session, path), failed: [] };
  const isFile = isStdin(place) || found?.isFile() === true;
  // A bare word would be looked up in Nix' registry.
  const flake =
    found?.isDirectory() === true && /^\w/.test(place) && !place.includes(":") ? `./${place}` : place;
  const source = isFile ? { manifest: place, flake: undefined } : { flake };
  const hosts: Side = new Map();
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

/** What `generate` wrote or `build` built: one host, or a folder per host. */
async function readFolder(session: Session, folder: string): Promise<Side> {
  const hosts = existsSync(join(folder, UNITS))
    ? [["host", folder] as const]
    : readdirSync(folder)
        .filter((name) => existsSync(join(folder, name, UNITS)))
        .map((name) => [name, join(folder, name)] as const);
  if (hosts.length === 0)
    throw new UsageError(`${folder} holds no drop-ins and no flake.nix`, {
      hint: "name a flake, a manifest, or a folder that generate or build has made",
    });
  const side: Side = new Map();
  for (const [host, place] of hosts) side.set(host, await readUnits(session, place));
  return side;
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

/** A link may lead to a file, nowhere, or in a circle. */
function leadsToFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** Sizes of what is still in the store; a folder may be older than the last garbage collection, or be of another machine. */
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
