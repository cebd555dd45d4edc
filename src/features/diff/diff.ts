import { readDropIn } from "../../drop-in/text.ts";
import type { Json } from "../../manifest/types.ts";
import { storeName } from "../../store-path/name.ts";
import { withoutHashes } from "../../store-path/text.ts";
import { isSameUnit, unitAction, type UnitAction } from "./unit-action.ts";

/** One confined service on one side of a comparison. */
export interface ServiceFacts {
  name: string;
  /** The drop-in: its path in the output, and its text. */
  file: string;
  content: string;
  /** The chroot's store paths with their bytes; null where the size is not known. */
  paths: ReadonlyMap<string, number | null>;
  /** What any manifest has, such as `confinement.mode`; null: not known. */
  settings: Readonly<Record<string, Json>> | null;
  /** What only a full manifest has, such as `serviceConfig.User`; null: not known. */
  details: Readonly<Record<string, Json>> | null;
  /** The unit itself; null: not known. */
  unitText: string | null;
}

/** Store paths of one package that are not the same on both sides. */
export interface PathChange {
  name: string;
  kind: "added" | "removed" | "changed" | "rebuilt";
  before: { path: string; version: string }[];
  after: { path: string; version: string }[];
  /** What the chroot grows by; null where it is not known. */
  bytes: number | null;
}

/** A setting that is not the same on both sides; absent where a side does not set it. */
export interface SettingChange {
  setting: string;
  before?: Json;
  after?: Json;
}

export interface ServiceDiff {
  service: string;
  kind: "added" | "removed" | "changed";
  paths: PathChange[];
  settings: SettingChange[];
  /** Counts and sizes of the chroot; null for the side that has none, or where a size is not known. */
  before: { paths: number; bytes: number | null } | null;
  after: { paths: number; bytes: number | null } | null;
  action: UnitAction;
}

/** What differs between two sets of services, ascending by name; those that are the same are left out. */
export function diffServices(before: readonly ServiceFacts[], after: readonly ServiceFacts[]): ServiceDiff[] {
  const old = new Map(before.map((service) => [service.name, service]));
  const now = new Map(after.map((service) => [service.name, service]));
  const names = [...new Set([...old.keys(), ...now.keys()])].toSorted();
  return names.flatMap((name) => {
    const diff = diffService(name, old.get(name), now.get(name));
    return diff === null ? [] : [diff];
  });
}

function diffService(
  service: string,
  before: ServiceFacts | undefined,
  after: ServiceFacts | undefined,
): ServiceDiff | null {
  const settings = [
    ...diffSettings(shellOf(before), shellOf(after)),
    ...diffSettings(before?.settings, after?.settings),
    ...diffSettings(before?.details, after?.details),
  ];
  const diff: ServiceDiff = {
    service,
    kind: before === undefined ? "added" : after === undefined ? "removed" : "changed",
    paths: diffPaths(before?.paths ?? new Map(), after?.paths ?? new Map()),
    settings,
    before: sizeOf(before),
    after: sizeOf(after),
    action: unitAction(before, after, settings.length > 0),
  };
  const isSame = before !== undefined && after !== undefined && isSameUnit(before, after);
  return isSame && diff.paths.length === 0 && settings.length === 0 ? null : diff;
}

function sizeOf(side: ServiceFacts | undefined): ServiceDiff["before"] {
  return side === undefined ? null : { paths: side.paths.size, bytes: sum([...side.paths.values()]) };
}

/** What is bound to /bin/sh, which every drop-in says. */
function shellOf(side: ServiceFacts | undefined): Record<string, Json> {
  const binSh = side === undefined ? null : readDropIn(side.content).binSh;
  return binSh === null ? {} : { "/bin/sh": binSh };
}

/** Paths that entered or left, paired by the name of their package, ascending by it. */
function diffPaths(before: ServiceFacts["paths"], after: ServiceFacts["paths"]): PathChange[] {
  const left = byPackage([...before.keys()].filter((path) => !after.has(path)));
  const entered = byPackage([...after.keys()].filter((path) => !before.has(path)));
  const names = [...new Set([...left.keys(), ...entered.keys()])].toSorted();
  return names.map((name) => {
    const gone = left.get(name) ?? [];
    const come = entered.get(name) ?? [];
    const grown = sum(come.map(({ path }) => after.get(path) ?? null));
    const shrunk = sum(gone.map(({ path }) => before.get(path) ?? null));
    return {
      name,
      kind: kindOf(gone, come),
      before: gone,
      after: come,
      bytes: grown === null || shrunk === null ? null : grown - shrunk,
    };
  });
}

function kindOf(gone: PathChange["before"], come: PathChange["after"]): PathChange["kind"] {
  if (gone.length === 0) return "added";
  if (come.length === 0) return "removed";
  const versions = (side: PathChange["before"]) => side.map(({ version }) => version).join("\n");
  return versions(gone) === versions(come) ? "rebuilt" : "changed";
}

function byPackage(paths: readonly string[]): Map<string, PathChange["before"]> {
  const packages = new Map<string, PathChange["before"]>();
  for (const path of paths) {
    const { name, version } = storeName(path);
    const same = packages.get(name);
    if (same === undefined) packages.set(name, [{ path, version }]);
    else same.push({ path, version });
  }
  const key = ({ version, path }: { path: string; version: string }) => `${version}\0${path}`;
  for (const same of packages.values()) same.sort((a, b) => (key(a) < key(b) ? -1 : 1));
  return packages;
}

/** Settings that both sides know, and that differ in more than the hashes of store paths, which say no more than the paths do. */
function diffSettings(
  before: ServiceFacts["settings"] = {},
  after: ServiceFacts["settings"] = {},
): SettingChange[] {
  if (before === null || after === null) return [];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted();
  return names
    .filter((setting) => text(before[setting]) !== text(after[setting]))
    .map((setting) => ({ setting, ...side("before", before[setting]), ...side("after", after[setting]) }));
}

const side = <K extends string>(name: K, value: Json | undefined) =>
  value === undefined ? {} : ({ [name]: value } as Record<K, Json>);

const text = (value: Json | undefined) => withoutHashes(JSON.stringify(value) ?? "");

function sum(values: readonly (number | null)[]): number | null {
  let total = 0;
  for (const value of values) {
    if (value === null) return null;
    total += value;
  }
  return total;
}
